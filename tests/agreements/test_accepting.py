"""The customer's own page: accept the version in force without a request; evidence, and nothing else changes."""

import hashlib
import json

import pytest

from customers.agreements.actions import ask_to_accept
from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.queries import acceptance_of, current_text
from customers.agreements.receipts import is_intact
from customers.directory.models import CustomerRole
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from tests import factories
from tests.agreements.two import publish
from tests.inputs.rows import changed, state_of_rows

pytestmark = pytest.mark.django_db
PAGE = "/customer/agreements/accept/"
EVIDENCE = ["agreements_agreementacceptance", "audit_auditevent", "audit_audittrace"]


def text_of(customer, language: str = "en") -> AgreementText:
    return current_text(cloud=customer.cloud, country=customer.country, language=language)


def press(client, **changes: str):
    shown = client.get(PAGE).context["form"].initial["shown"]
    return client.post(PAGE, {"shown": shown, "agrees": "on"} | changes)


@pytest.mark.parametrize("role", [CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN])
def test_an_administrator_accepts_and_nothing_that_exists_changes(staff_client, customer, role):
    factories.SubscriptionFactory(customer=customer)
    factories.DelegatedAdminGrantFactory(customer=customer)
    client = staff_client(role)
    before = state_of_rows()
    answer = press(client)
    assert changed(before) == EVIDENCE
    accepted = AgreementAcceptance.objects.get()
    assert answer["Location"] == f"/customer/agreements/receipts/{accepted.public_id}/"
    assert (accepted.customer, accepted.accepted_by, accepted.method) == (customer, client.user, "online")
    assert acceptance_of(customer, text_of(customer)) == accepted
    assert is_intact(accepted)


def test_a_second_press_leads_to_the_first_receipt(customer_client):
    form = {"shown": customer_client.get(PAGE).context["form"].initial["shown"], "agrees": "on"}
    first, second = (customer_client.post(PAGE, form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert AgreementAcceptance.objects.count() == 1


def test_a_plain_user_neither_reads_nor_accepts_it(staff_client):
    """Decisions §9: a user sees who has access, and the service requests."""
    client = staff_client(CustomerRole.USER)
    before = state_of_rows()
    assert client.get(PAGE).status_code == 403
    assert client.get("/customer/agreements/").status_code == 403
    assert client.post(PAGE, {"shown": text_of(client.membership.customer).sha256, "agrees": "on"}).status_code == 403
    assert changed(before) == []


def test_the_box_is_never_ticked_beforehand_and_needed(customer_client):
    assert "checked" not in customer_client.get(PAGE).content.decode()
    answer = press(customer_client, agrees="")
    assert answer.status_code == 422
    assert "Tick the box" in answer.content.decode()
    assert not AgreementAcceptance.objects.exists()


def test_a_text_that_changed_between_reading_and_pressing_is_not_accepted(customer_client, customer):
    shown = customer_client.get(PAGE).context["form"].initial["shown"]
    newer = factories.AgreementTextFactory(draft=True, version="2027-01", body="New words")
    publish(text=newer, by=factories.UserFactory(operator=True))
    answer = customer_client.post(PAGE, {"shown": shown, "agrees": "on"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The text has changed" in page
    assert "New words" in page
    assert "checked" not in page
    assert not AgreementAcceptance.objects.exists()


def test_where_the_cloud_takes_no_online_acceptance_the_page_says_whom_to_ask(customer_client, customer):
    type(customer.cloud).objects.update(online_agreement=False)
    assert "Ask your partner" in customer_client.get(PAGE).content.decode()
    assert customer_client.post(PAGE, {"shown": text_of(customer).sha256, "agrees": "on"}).status_code == 403


def test_a_text_in_another_language_says_so(customer_client):
    AgreementText.objects.filter(language="ja").update(status="superseded")
    page = customer_client.get(PAGE, headers={"accept-language": "ja"})
    assert page.context["text"].language == "en"
    assert "row small" in page.content.decode()
    assert "This text is not available in" not in customer_client.get(PAGE).content.decode()


def test_a_newer_version_waits_on_the_home_page_until_it_is_accepted(customer_client, staff_client, customer):
    assert "waits to be accepted" not in customer_client.get("/").content.decode()
    older = factories.AgreementTextFactory(status="superseded")
    factories.AgreementAcceptanceFactory(customer=customer, text=older)
    assert "waits to be accepted" in customer_client.get("/").content.decode()
    assert "waits to be accepted" not in staff_client(CustomerRole.USER).get("/").content.decode()
    press(customer_client)
    assert "waits to be accepted" not in customer_client.get("/").content.decode()


def test_administrators_are_asked_once_for_each_version(customer, customer_membership, partner_membership):
    billing = factories.CustomerMembershipFactory(customer=customer, role=CustomerRole.BILLING_ADMIN)
    factories.CustomerMembershipFactory(customer=customer, role=CustomerRole.USER)
    for _ in range(2):
        assert ask_to_accept(customer=customer, by=partner_membership.user) == text_of(customer)
    mails = OutboundEmail.objects.filter(kind="agreement.asked")
    assert {email.recipient for email in mails} == {customer_membership.user.email, billing.user.email}
    assert AuditEvent.objects.filter(action="agreement.asked").count() == 1
    letter = render(mails[0])
    assert "/customer/agreements/accept/" in letter.text
    newer = factories.AgreementTextFactory(draft=True, version="2027-01")
    publish(text=newer, by=factories.UserFactory(operator=True))
    with pytest.raises(NothingToSend):
        render(mails[0])
    ask_to_accept(customer=customer, by=partner_membership.user)
    assert OutboundEmail.objects.filter(kind="agreement.asked").count() == 4


@pytest.mark.parametrize("why", ["accepted", "not online", "no text"])
def test_nobody_is_asked_in_vain(customer, customer_membership, why):
    if why == "accepted":
        factories.AgreementAcceptanceFactory(customer=customer, text=text_of(customer))
    if why == "not online":
        type(customer.cloud).objects.update(online_agreement=False)
        customer.cloud.refresh_from_db()
    if why == "no text":
        AgreementText.objects.update(status="superseded")
    assert ask_to_accept(customer=customer, by=customer_membership.user) is None
    assert not OutboundEmail.objects.exists()


def test_the_receipt_shows_what_it_proves_and_its_facts_hash_to_it(customer_client, customer):
    press(customer_client)
    accepted = AgreementAcceptance.objects.get()
    place = f"/customer/agreements/receipts/{accepted.public_id}/"
    page = customer_client.get(place).content.decode()
    for said in (accepted.receipt, accepted.receipt_hash, accepted.sha256, customer_client.user.display_name):
        assert said in page
    assert f"http://public.localhost:8000/verify/{accepted.receipt}/" in page
    facts = b"".join(customer_client.get(f"{place}facts/"))
    assert hashlib.sha256(facts).hexdigest() == accepted.receipt_hash
    assert json.loads(facts)["agreement"]["sha256"] == accepted.text.sha256
    assert customer_client.user.display_name not in facts.decode()


def test_an_attestation_shows_partner_and_contact_to_the_customers_own_people(customer_client, customer, partner):
    attested = factories.AttestationFactory(customer=customer, partner=partner)
    for place in ("/customer/agreements/", f"/customer/agreements/receipts/{attested.public_id}/"):
        page = customer_client.get(place).content.decode()
        assert partner.legal_name in page
        assert attested.receipt in page
    assert "Haruka Nishi" in page


def test_receipts_of_others_are_unknown(customer_client):
    other = factories.AgreementAcceptanceFactory()
    for part in ("", "facts/"):
        assert customer_client.get(f"/customer/agreements/receipts/{other.public_id}/{part}").status_code == 404
