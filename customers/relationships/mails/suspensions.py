"""Mails about a partner that an operator suspended, or let work again: to its admins and its customers' (§6)."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from customers.directory.models import CustomerMembership
from customers.grants.mails.answering import answering_for_partner
from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.clouds.models import CloudRegion
from partnercenter.outbox.letters import compose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.partners.models import Partner

SUSPENDED, UNSUSPENDED = "partner.suspended", "partner.unsuspended"
TO_PARTNER, TO_CUSTOMER = "partner", "customer"
SUBJECTS = {
    (SUSPENDED, TO_PARTNER): _("Your partner account is suspended"),
    (SUSPENDED, TO_CUSTOMER): _("%(partner)s is suspended in Partner Center"),
    (UNSUSPENDED, TO_PARTNER): _("Your partner account works again"),
    (UNSUSPENDED, TO_CUSTOMER): _("%(partner)s works again in Partner Center"),
}


def rows_to_partner(occasion: str, partner: Partner, *, moment: str) -> list[OutboundEmail]:
    """The mails to those who answer for the partner. `moment` tells this occasion from an earlier one."""
    return [
        email_row(
            f"{occasion}_{TO_PARTNER}",
            to=Recipient(user.email, user.display_name, user.locale or "en"),
            about=partner,
            dedupe_key=f"{occasion}:{TO_PARTNER}:{partner.public_id}:{moment}:{user.public_id}",
            concerns=Concerns(partner.cloud.code, partner.public_id),
        )
        for user in answering_for_partner(partner)
    ]


def rows_to_customers(
    occasion: str, partner: Partner, admins: Iterable[CustomerMembership], *, moment: str
) -> list[OutboundEmail]:
    """The mails to global admins of the partner's customers: one a person, however many of these she answers for."""
    return [row_to_admin(occasion, partner, admin, moment=moment) for admin in admins]


def row_to_admin(occasion: str, partner: Partner, admin: CustomerMembership, *, moment: str) -> OutboundEmail:
    user, customer = admin.user, admin.customer
    return email_row(
        f"{occasion}_{TO_CUSTOMER}",
        to=Recipient(user.email, user.display_name, user.locale or customer.language),
        about=partner,
        dedupe_key=f"{occasion}:{TO_CUSTOMER}:{partner.public_id}:{moment}:{user.public_id}",
        concerns=Concerns(partner.cloud.code, partner.public_id, customer.public_id),
    )


@renders(f"{SUSPENDED}_{TO_PARTNER}")
def suspended_partner(email: OutboundEmail) -> Letter:
    """You can read everything, and ask the operator what has to be settled."""
    return write_letter(email, SUSPENDED, TO_PARTNER, address=main_address("home"))


@renders(f"{UNSUSPENDED}_{TO_PARTNER}")
def unsuspended_partner(email: OutboundEmail) -> Letter:
    """Everything works as before."""
    return write_letter(email, UNSUSPENDED, TO_PARTNER, address=main_address("home"))


@renders(f"{SUSPENDED}_{TO_CUSTOMER}")
def suspended_customer(email: OutboundEmail) -> Letter:
    """Its rights have no effect; relationship and subscriptions stay."""
    return write_letter(email, SUSPENDED, TO_CUSTOMER, address=partners_page(email))


@renders(f"{UNSUSPENDED}_{TO_CUSTOMER}")
def unsuspended_customer(email: OutboundEmail) -> Letter:
    """Its rights have effect again."""
    return write_letter(email, UNSUSPENDED, TO_CUSTOMER, address=partners_page(email))


def partners_page(email: OutboundEmail) -> str:
    """The customer's *Partners* page in the cloud of the mail."""
    return acceptance_address(CloudRegion.objects.get(code=email.cloud_code), "partners")


def write_letter(email: OutboundEmail, occasion: str, side: str, *, address: str) -> Letter:
    """The letter of an occasion to one side. Nothing to send where the partner's state has changed back meanwhile."""
    partner = Partner.objects.get(public_id=str(email.about_id))
    if partner.is_suspended != (occasion == SUSPENDED):
        raise NothingToSend("The partner's state has changed since.")
    names: Mapping[str, str] = {"partner": partner.legal_name}
    with override(email.language):
        subject = str(SUBJECTS[occasion, side] % names)
    template = f"mail/relationships/{occasion.replace('.', '_')}_{side}"
    reason = partner.suspension_reason if side == TO_PARTNER else ""  # between the operator and the partner
    facts = {**names, "subject": subject, "address": address, "reason": reason}
    text, html = compose(template, facts, email.language)
    return Letter(subject, text, html)
