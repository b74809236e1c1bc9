"""Mails about rights that ended: one to each person who answers for either side (K31, K32)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from customers.grants.mails.answering import answering_for_customer, answering_for_partner
from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries.grants import names_that_stay
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.outbox.letters import compose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, queue_email
from partnercenter.outbox.renderers import Letter, renders
from partnercenter.pages.sentences import listed
from partnercenter.pages.times import find_zone, say_day

TO_PARTNER, TO_CUSTOMER = "rights.ended_partner", "rights.ended_customer"
Side = DelegatedAdminGrant.EndedSide
BY_OTHERS_PARTNER = _("Your administrator rights at %(customer)s ended on %(date)s")
BY_OTHERS_CUSTOMER = _("The administrator rights of %(partner)s ended on %(date)s")
SUBJECTS = {
    (TO_PARTNER, Side.CUSTOMER): _("%(customer)s ended your administrator rights on %(date)s"),
    (TO_PARTNER, Side.PARTNER): _("You gave up your administrator rights at %(customer)s on %(date)s"),
    (TO_PARTNER, Side.OPERATOR): BY_OTHERS_PARTNER,
    (TO_PARTNER, Side.SYSTEM): BY_OTHERS_PARTNER,
    (TO_CUSTOMER, Side.CUSTOMER): _("You ended the rights of %(partner)s"),
    (TO_CUSTOMER, Side.PARTNER): _("%(partner)s gave up its administrator rights on %(date)s"),
    (TO_CUSTOMER, Side.OPERATOR): BY_OTHERS_CUSTOMER,
    (TO_CUSTOMER, Side.SYSTEM): BY_OTHERS_CUSTOMER,
}


def tell_rights_ended(grant: DelegatedAdminGrant) -> None:
    """Queue the mails about an ended grant; a second call for the same grant queues none."""
    for user in answering_for_partner(grant.partner):
        queue_notice(TO_PARTNER, grant=grant, user=user)
    for user in answering_for_customer(grant.customer):
        queue_notice(TO_CUSTOMER, grant=grant, user=user)


def queue_notice(kind: str, *, grant: DelegatedAdminGrant, user: User) -> None:
    """One mail to one person, in that person's language."""
    partner, customer = grant.partner, grant.customer
    queue_email(
        kind,
        to=Recipient(user.email, user.display_name, user.locale or customer.language),
        about=grant,
        dedupe_key=f"{kind}:{grant.public_id}:{user.public_id}",
        concerns=Concerns(customer.cloud.code, partner.public_id, customer.public_id),
    )


@renders(TO_PARTNER)
def render_for_partner(email: OutboundEmail) -> Letter:
    """K31 and its kin, with the way to the customer's record."""
    grant = find_grant(email)
    address = main_address("customer", public_id=grant.customer.public_id)
    return write_letter(email, grant, template="mail/grants/rights_ended_partner", address=address)


@renders(TO_CUSTOMER)
def render_for_customer(email: OutboundEmail) -> Letter:
    """K32 and its kin, with the way to the customer's *Partners* page."""
    grant = find_grant(email)
    address = acceptance_address(grant.customer.cloud, "partners")
    return write_letter(email, grant, template="mail/grants/rights_ended_customer", address=address)


def find_grant(email: OutboundEmail) -> DelegatedAdminGrant:
    """The grant that a mail is about, with both sides."""
    return DelegatedAdminGrant.objects.select_related("partner", "customer__cloud").get(public_id=str(email.about_id))


def write_letter(email: OutboundEmail, grant: DelegatedAdminGrant, *, template: str, address: str) -> Letter:
    """Subject, text and HTML in the recipient's language; the day is the recipient's side's."""
    zone = grant.partner.time_zone if email.kind == TO_PARTNER else grant.customer.time_zone
    ended = (grant.ended_at or email.created_at).astimezone(find_zone(zone))
    with override(email.language):
        names = {"partner": grant.partner.legal_name, "customer": grant.customer.name, "date": say_day(ended.date())}
        subject = str(SUBJECTS[email.kind, Side(grant.ended_side)] % names)
        others = listed(names_that_stay(grant))
    facts = names | {
        "subject": subject,
        "others": others,
        "side": grant.ended_side,
        "reason": grant.end_reason,
        "address": address,
    }
    text, html = compose(template, facts, email.language)
    return Letter(subject, text, html)
