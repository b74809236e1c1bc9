"""Mails about agreements: a newer version waits, and what a partner attested (R-94)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from customers.agreements.models import AgreementAcceptance, AgreementText, AttestedContact
from customers.agreements.queries import acceptance_of, is_in_force, with_sides
from customers.agreements.rules import MAY_ACCEPT
from customers.directory.models import Customer, CustomerMembership, CustomerRole
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_address
from partnercenter.outbox.letters import NOTICE, letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_email, queue_rows
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.pages.sentences import listed
from partnercenter.pages.times import say_day

ASKED = "agreement.asked"
ATTESTED_CONTACT, ATTESTED_CUSTOMER = "agreement.attested_contact", "agreement.attested_customer"


def tell_agreement_asked(text: AgreementText, customer: Customer) -> int:
    """Ask everybody who may accept for the customer, once for each version; how many mails are new."""
    emails = [asked_row(text, customer, user) for user in people_of(customer, *MAY_ACCEPT)]
    keys = [email.dedupe_key for email in emails]
    known = set(OutboundEmail.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    new = [email for email in emails if email.dedupe_key not in known]
    if new:
        queue_rows(new)
    return len(new)


def asked_row(text: AgreementText, customer: Customer, user: User) -> OutboundEmail:
    version = f"{text.cloud.code}:{text.market_group_id or ''}:{text.version}"
    return email_row(
        ASKED,
        to=Recipient(user.email, user.display_name, user.locale or customer.language),
        about=text,
        dedupe_key=f"{ASKED}:{version}:{customer.public_id}:{user.public_id}",
        concerns=Concerns(customer.cloud.code, None, customer.public_id),
    )


def people_of(customer: Customer, *roles: CustomerRole) -> list[User]:
    """The customer's present people with one of these roles."""
    members = CustomerMembership.objects.filter(customer=customer, left_at=None, role__in=roles)
    return [membership.user for membership in members.select_related("user").order_by("pk")]


def tell_attested(attested: AgreementAcceptance, contact: AttestedContact) -> None:
    """Tell the contact and the customer's global administrators, each once (R-94)."""
    queue_attested(ATTESTED_CONTACT, attested, Recipient(contact.email, str(contact), attested.customer.language))
    for user in people_of(attested.customer, CustomerRole.GLOBAL_ADMIN):
        language = user.locale or attested.customer.language
        queue_attested(ATTESTED_CUSTOMER, attested, Recipient(user.email, user.display_name, language))


def queue_attested(kind: str, attested: AgreementAcceptance, to: Recipient) -> None:
    customer, partner = attested.customer, attested.partner
    queue_email(
        kind,
        to=to,
        about=attested,
        dedupe_key=f"{kind}:{attested.public_id}:{to.email}",
        concerns=Concerns(customer.cloud.code, partner.public_id if partner else None, customer.public_id),
    )


@renders(ASKED)
def agreement_asked(email: OutboundEmail) -> Letter:
    """A version waits to be read and accepted; moot once it is accepted or followed by another."""
    text = AgreementText.objects.select_related("cloud", "market_group").get(public_id=str(email.about_id))
    customer = Customer.objects.select_related("cloud").get(public_id=str(email.customer_id))
    if acceptance_of(customer, text) or not is_in_force(text):
        raise NothingToSend("The version is accepted, or in force no longer.")
    with override(email.language):
        names = {"customer": customer.name, "version": text.version}
        context = {
            "subject": _("%(customer)s is asked to accept the customer agreement") % names,
            "words": _(
                "Version %(version)s of the customer agreement waits for %(customer)s. Read it and accept it on your "
                "agreements page. What you have keeps the version that it was ordered under."
            )
            % names,
            "address": acceptance_address(customer.cloud, "accept_agreement"),
            "button": _("Read the agreement"),
        }
    return letter_of(NOTICE, context, email.language)


@renders(ATTESTED_CONTACT)
def attested_contact(email: OutboundEmail) -> Letter:
    """To the person whom a partner names: what the partner says, and what to do if it is not so."""
    attested = find_attested(email)
    with override(email.language):
        return letter_of(NOTICE, say_attested(attested) | {"closing": say_objection(attested)}, email.language)


@renders(ATTESTED_CUSTOMER)
def attested_customer(email: OutboundEmail) -> Letter:
    """To the customer's administrators: the same, with the way to the receipt."""
    attested = find_attested(email)
    with override(email.language):
        context = say_attested(attested) | {
            "closing": say_objection(attested),
            "address": acceptance_address(attested.customer.cloud, "agreement_receipt", public_id=attested.public_id),
            "button": _("Open the receipt"),
        }
        return letter_of(NOTICE, context, email.language)


def find_attested(email: OutboundEmail) -> AgreementAcceptance:
    """The attestation that a mail is about."""
    return with_sides(AgreementAcceptance.objects.all()).get(public_id=str(email.about_id))


def say_attested(attested: AgreementAcceptance) -> dict[str, Any]:
    """Subject, words and facts in the active language. Raises `NothingToSend` once the contact is erased."""
    contact = attested.contact
    if contact is None:
        raise NothingToSend("The contact has been erased.")
    names = attested_names(attested)
    return {
        "subject": _("%(partner)s says that %(customer)s has accepted the customer agreement") % names,
        "words": _("%(partner)s has attested to the operator of this portal that the agreement was accepted.") % names,
        "rows": [
            (_("Organisation"), names["customer"]),
            (_("Agreement"), listed([attested.text.title, attested.text.version])),
            (_("Accepted by"), listed([contact, contact.email])),
            (_("Accepted on"), say_day(attested.attested_on or attested.accepted_at.date())),
            (_("Receipt"), attested.receipt),
            (_("Checksum of the receipt (SHA-256)"), attested.receipt_hash),
            (_("To be verified at"), verify_address(attested)),
        ],
    }


def verify_address(attested: AgreementAcceptance) -> str:
    return acceptance_address(attested.customer.cloud, "verify_receipt", number=attested.receipt)


def say_objection(attested: AgreementAcceptance) -> str:
    return _("If that is not so, tell %(partner)s, and the operator of this portal.") % attested_names(attested)


def attested_names(attested: AgreementAcceptance) -> dict[str, str]:
    partner = attested.partner.legal_name if attested.partner else ""
    return {"partner": partner, "customer": attested.customer.name}
