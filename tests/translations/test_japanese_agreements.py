"""The pages and mails of agreements and receipts, in Japanese."""

import pytest

from customers.agreements.actions import ask_to_accept
from customers.agreements.models import AgreementAcceptance
from customers.agreements.rules import Named
from customers.directory.models import CustomerRole
from customers.relationships.actions.attesting import attest_agreement
from partnercenter.clouds.markets import today
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient
from tests.invitations.acceptance_steps import open_in
from tests.translations.test_japanese_mails import assert_japanese as assert_japanese_letter
from tests.translations.test_japanese_mails import people  # noqa: F401 - a fixture
from tests.translations.test_japanese_pages import ask, assert_japanese, world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
KINOSHITA = Named("直人", "木下", "n.kinoshita@minato-seiki.example", "")


@pytest.fixture
def attested(world, customer, partner_membership) -> AgreementAcceptance:  # noqa: F811
    customer.language = "ja"
    customer.save()
    return attest_agreement(customer=customer, named=KINOSHITA, on=today(), by=partner_membership)


def test_what_a_customer_reads_and_accepts_speaks_japanese(world, customer_client, staff_client) -> None:  # noqa: F811
    for client in (customer_client, staff_client(CustomerRole.USER)):
        for path in ("/customer/agreements/", "/customer/agreements/accept/"):
            assert_japanese(client, path)
    assert_japanese(customer_client, "/customer/agreements/accept/", shown="0" * 64)
    assert_japanese(customer_client, "/customer/agreements/accept/", shown="0" * 64, agrees="on")


def test_a_newer_version_that_waits_speaks_japanese(world, customer, customer_client) -> None:  # noqa: F811
    older = factories.AgreementTextFactory(status="superseded", language="ja", title="顧客契約", body="第1条")
    factories.AgreementAcceptanceFactory(customer=customer, text=older, accepted_by=customer_client.user)
    for path in ("/", "/customer/agreements/", f"/customer/agreements/{older.public_id}/"):
        assert_japanese(customer_client, path)


def test_receipts_speak_japanese(attested, customer_client) -> None:
    assert_japanese(customer_client, "/customer/agreements/")
    assert_japanese(customer_client, f"/customer/agreements/receipts/{attested.public_id}/")


def test_attesting_speaks_japanese(attested, customer, partner_client, colleague_client) -> None:
    page = f"/partner/customers/{customer.public_id}/agreement/"
    assert_japanese(partner_client, page)
    assert_japanese(colleague_client(PartnerRole.VIEWER), page)
    assert_japanese(partner_client, page, first_name="", accepted_on="2999-01-01")
    person = vars(KINOSHITA) | {"accepted_on": today().isoformat()}
    assert_japanese(partner_client, page, **person)
    for day in ("2999-01-01", "1999-01-01"):
        assert_japanese(partner_client, page, **(person | {"accepted_on": day}))
    type(customer.cloud).objects.update(allows_attestation=False)
    assert_japanese(partner_client, page)


@pytest.mark.parametrize("host", [MAIN_HOST, PUBLIC_HOST])
def test_verifying_speaks_japanese(attested, host) -> None:
    client = PersonaClient(host)
    for query in ("", "?number=zz&hash=zz", f"{attested.receipt}/", f"{attested.receipt}/?hash={'0' * 64}"):
        assert_japanese(client, f"/verify/{query}")
    assert_japanese(client, f"/verify/{attested.receipt}/?hash={attested.receipt_hash}")


def test_attesting_before_an_answer_speaks_japanese(world, partner, partner_membership, partner_client) -> None:  # noqa: F811
    asked = ask(partner, partner_membership, "sent")
    page = f"/partner/requests/{asked.public_id}/agreement/"
    assert_japanese(partner_client, page)
    type(partner.cloud).objects.update(online_agreement=False)
    assert_japanese(partner_client, f"/partner/requests/{asked.public_id}/")
    assert_japanese(partner_client, page)
    person = vars(KINOSHITA) | {"accepted_on": today().isoformat()}
    for organisation in ("", "zz", "00000000-0000-4000-8000-000000000000"):
        assert_japanese(partner_client, page, **person, organisation=organisation)


def test_the_stop_without_online_acceptance_speaks_japanese(world, partner_membership, customer_client) -> None:  # noqa: F811
    type(partner_membership.partner.cloud).objects.update(online_agreement=False)
    partner = factories.PartnerFactory(legal_name="南風ソリューション株式会社")
    owner = factories.PartnerMembershipFactory(partner=partner)
    open_in(customer_client, ask(partner, owner, "sent", recipient_email=customer_client.user.email))
    assert_japanese(customer_client, "/invitation/decide/")
    assert_japanese(customer_client, "/customer/agreements/")


def test_mails_about_agreements_speak_japanese(attested, customer, customer_membership, partner_membership) -> None:
    for email in OutboundEmail.objects.filter(kind__startswith="agreement."):
        assert email.language == "ja"
        assert_japanese_letter(render(email))


def test_the_mail_that_asks_speaks_japanese(world, customer, customer_membership, partner_membership) -> None:  # noqa: F811
    ask_to_accept(customer=customer, by=partner_membership.user)
    [email] = OutboundEmail.objects.all()
    assert_japanese_letter(render(email))
