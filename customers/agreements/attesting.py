"""A partner attests that somebody at the customer has accepted the agreement (R-92 to R-95; decisions §6)."""

import secrets
from collections.abc import Collection, Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.agreements.mails import tell_attested
from customers.agreements.models import AgreementAcceptance, AgreementText, AttestedContact
from customers.agreements.queries import attestations_by, current_text, is_same_version
from customers.agreements.receipts import sealed
from customers.agreements.rules import (
    Named,
    check_accepted_on,
    check_attestation_allowed,
    check_contact_changed,
)
from customers.directory.models import Customer
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent
from partnercenter.pages.times import find_zone
from partnercenter.partners.models import Partner, PartnerMembership


@transaction.atomic
def attest(
    *, customer: Customer, named: Named, on: date, capacities: Collection[str], by: PartnerMembership
) -> AgreementAcceptance:
    """Record that `named` accepted the version in force for the customer on a day of the customer's calendar.

    `capacities` are those in which the partner serves the customer; the caller holds these relationships. Counts
    customer-wide at once, and changes nothing else. Tells the contact and the customer's global administrators
    (R-94). Raises `ValidationError`: the reasons of `rules.why_no_attestation`, `suspended`, `no_text`,
    `in_the_future`, `before_publication`, `attested_already`.
    """
    customer = Customer.objects.select_for_update(no_key=True, of=("self",)).select_related("cloud").get(pk=customer.pk)
    by = PartnerMembership.objects.select_related("partner", "user").get(pk=by.pk)
    check_attestation_allowed(customer.cloud, by.roles, capacities)
    check_not_suspended(by.partner)
    text = text_to_attest(customer)
    if text is None:
        raise ValidationError(_("No agreement is in force for this customer yet."), code="no_text")
    check_day(on, text, customer)
    check_contact_changed(named, contacts_of_version(text, customer, by.partner))
    return write_attestation(text=text, customer=customer, named=named, on=on, by=by)


def check_not_suspended(partner: Partner) -> None:
    """A suspended partner reads and changes nothing (decisions §6). Code `suspended`."""
    if partner.is_suspended:
        raise ValidationError(
            _("%(partner)s is suspended. What exists can still be read."),
            code="suspended",
            params={"partner": partner.legal_name},
        )


def text_to_attest(customer: Customer) -> AgreementText | None:
    """The version in force, in the customer's language where there is one."""
    return current_text(cloud=customer.cloud, country=customer.country, language=customer.language)


def check_day(on: date, text: AgreementText, customer: Customer) -> None:
    """`rules.check_accepted_on` by the customer's calendar."""
    zone = find_zone(customer.time_zone)
    published = text.published_at or timezone.now()
    check_accepted_on(on, published=published.astimezone(zone).date(), today=timezone.now().astimezone(zone).date())


def contacts_of_version(text: AgreementText, customer: Customer, partner: Partner) -> Iterator[Named]:
    """Whom this partner has named for this version already; an erased contact compares with nobody."""
    rows = [row for row in attestations_by(partner, customer) if is_same_version(row.text, text)]
    for contact in AttestedContact.objects.filter(pk__in=[row.contact_id for row in rows]):
        yield Named(contact.first_name, contact.last_name, contact.email, contact.phone)


def write_attestation(
    *, text: AgreementText, customer: Customer, named: Named, on: date, by: PartnerMembership
) -> AgreementAcceptance:
    """Contact, event, evidence and mails."""
    contact = AttestedContact.objects.create(salt=secrets.token_bytes(16), **vars(named))
    event = log_attested(text, customer, on, by=by)
    attested = AgreementAcceptance(
        customer=customer,
        text=text,
        method=AgreementAcceptance.Method.ATTESTED,
        partner=by.partner,
        attested_by=by.user,
        attested_on=on,
        contact_id=contact.pk,
        contact_digest=contact.digest(),
        trace_id=event.trace_id,
    )
    sealed(attested, timezone.now()).save(force_insert=True)
    tell_attested(attested, contact)
    return attested


def log_attested(text: AgreementText, customer: Customer, on: date, *, by: PartnerMembership) -> AuditEvent:
    """The event; the contact's name stays out of it."""
    return record(
        "agreement.attested",
        about=text,
        by=by.user,
        side=AuditEvent.Side.PARTNER,
        cloud_code=customer.cloud.code,
        partner_id=by.partner.public_id,
        customer_id=customer.public_id,
        details={"version": text.version, "on": on.isoformat()},
    )
