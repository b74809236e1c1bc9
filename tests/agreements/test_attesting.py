"""A partner attests: evidence, contact apart, mails to the contact and the customer, and nothing else changes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from customers.agreements.attesting import attest, text_to_attest
from customers.agreements.models import AgreementAcceptance, AgreementText, AttestedContact
from customers.agreements.queries import acceptance_of
from customers.agreements.receipts import evidence, is_intact
from customers.agreements.rules import Named
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from partnercenter.partners.models import Capacity, Partner
from tests import factories
from tests.inputs.rows import changed, state_of_rows

pytestmark = pytest.mark.django_db
NISHI = Named("Haruka", "Nishi", "h.nishi@contacts.example", "03-0000-0000")
WRITTEN = {
    *("agreements_agreementacceptance", "agreements_attestedcontact", "audit_auditevent", "audit_audittrace"),
    "outbox_outboundemail",
}


@pytest.fixture(autouse=True)
def text(db):
    AgreementText.objects.update(status=AgreementText.Status.SUPERSEDED)
    return factories.AgreementTextFactory(version="2026-10", published_at=factories.ago(days=30))


def today():
    return timezone.localdate()


def say(customer, by, named: Named = NISHI, capacities=(Capacity.DIRECT,), days_ago: int = 1) -> AgreementAcceptance:
    on = today() - timedelta(days=days_ago)
    return attest(customer=customer, named=named, on=on, capacities=capacities, by=by)


def test_an_attestation_counts_for_the_whole_customer(customer, partner_membership, text):
    attested = say(customer, partner_membership)
    assert acceptance_of(customer, text) == attested
    assert (attested.partner, attested.attested_by) == (partner_membership.partner, partner_membership.user)
    assert attested.accepted_by is None
    assert is_intact(attested)


def test_it_writes_evidence_log_and_mails_and_nothing_else(customer, customer_membership, partner_membership):
    factories.SubscriptionFactory(customer=customer)
    before = state_of_rows()
    say(customer, partner_membership)
    assert set(changed(before)) == WRITTEN


def test_names_stand_apart_where_they_can_be_erased(customer, partner_membership):
    attested = say(customer, partner_membership)
    assert attested.contact.digest() == bytes(attested.contact_digest)
    event = AuditEvent.objects.get(action="agreement.attested")
    for held in (str(event.details), str(evidence(attested))):
        assert "Nishi" not in held
    AttestedContact.objects.all().delete()
    again = AgreementAcceptance.objects.get(pk=attested.pk)
    assert again.contact is None
    assert is_intact(again)


def test_contact_and_administrators_are_told_at_once(customer, customer_membership, partner_membership):
    attested = say(customer, partner_membership)
    mails = {email.recipient: email for email in OutboundEmail.objects.all()}
    assert set(mails) == {NISHI.email, customer_membership.user.email}
    for email in mails.values():
        assert email.next_at <= timezone.now()
        letter = render(email)
        verify = f"/verify/{attested.receipt}/"
        for said in (partner_membership.partner.legal_name, customer.name, "Haruka Nishi", attested.receipt, verify):
            assert said in letter.text
        assert "If that is not so" in letter.text
    assert "/customer/agreements/receipts/" not in render(mails[NISHI.email]).text


def test_no_mail_speaks_of_an_erased_contact(customer, partner_membership):
    say(customer, partner_membership)
    AttestedContact.objects.all().delete()
    with pytest.raises(NothingToSend):
        render(OutboundEmail.objects.get())


def test_the_same_version_is_attested_again_only_for_another_contact(customer, partner_membership):
    say(customer, partner_membership)
    with pytest.raises(ValidationError) as refused:
        say(customer, partner_membership)
    assert refused.value.code == "attested_already"
    say(customer, partner_membership, named=Named("Haruka", "Nishi", "new@contacts.example", ""))
    assert AgreementAcceptance.objects.count() == 2


def test_a_newer_version_is_attested_again_with_the_same_contact(customer, partner_membership, text):
    say(customer, partner_membership)
    AgreementText.objects.filter(pk=text.pk).update(status="superseded")
    newer = factories.AgreementTextFactory(published_at=factories.ago(days=2))
    assert say(customer, partner_membership).text == newer


def test_what_another_partner_attested_neither_hinders_nor_shows(customer, partner_membership):
    contact = factories.AttestedContactFactory(**vars(NISHI))
    factories.AttestationFactory(customer=customer, text=text_to_attest(customer), contact=contact)
    assert say(customer, partner_membership).partner == partner_membership.partner


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("future", "in_the_future"),
        ("early", "before_publication"),
        ("reseller", "indirect_reseller"),
        ("stranger", "no_relationship"),
        ("viewer", "role"),
        ("cloud", "cloud"),
        ("suspended", "suspended"),
        ("no text", "no_text"),
    ],
)
def test_what_is_refused_writes_nothing(case, code, customer, partner_membership):
    facts = {}
    if case in ("future", "early"):
        facts["days_ago"] = -2 if case == "future" else 60
    if case in ("reseller", "stranger"):
        facts["capacities"] = [Capacity.RESELLER] if case == "reseller" else []
    if case == "viewer":
        type(partner_membership).objects.update(roles=["viewer"])
    if case == "cloud":
        type(customer.cloud).objects.update(allows_attestation=False)
    if case == "suspended":
        operator = factories.UserFactory(operator=True)
        Partner.objects.update(status="suspended", suspended_at=timezone.now(), suspended_by=operator)
    if case == "no text":
        AgreementText.objects.filter(status="published").update(status="superseded")
    before = state_of_rows()
    with pytest.raises(ValidationError) as refused:
        say(customer, partner_membership, **facts)
    assert refused.value.code == code
    assert changed(before) == []


def test_today_is_the_customers(customer, partner_membership):
    """Kiritimati is a day ahead of most of the world for hours of each day."""
    customer.time_zone = "Pacific/Kiritimati"
    customer.save()
    there = (timezone.now() + timedelta(hours=14)).date()
    assert attest(customer=customer, named=NISHI, on=there, capacities=[Capacity.PROVIDER], by=partner_membership)
