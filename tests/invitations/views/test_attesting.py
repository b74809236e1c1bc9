"""Where a cloud takes no online acceptance: the stop says whom to ask, the partner attests, the customer goes on."""

import pytest

from customers.agreements.models import AgreementAcceptance
from invitations.gate import inspect
from invitations.rules.obstacles import AgreementElsewhere
from partnercenter.clouds.markets import today
from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.models import Capacity, PartnerRole
from tests import factories
from tests.inputs.rows import changed, state_of_rows
from tests.invitations.acceptance_steps import case_for, open_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offline(db):
    CloudRegion.objects.filter(code="public").update(online_agreement=False)


@pytest.fixture
def asked(partner, partner_membership, customer_membership):
    email = customer_membership.user.email
    return factories.InvitationFactory(partner=partner, owner=partner_membership, sent=True, recipient_email=email)


def page_of(asked) -> str:
    return f"/partner/requests/{asked.public_id}/agreement/"


def answers(customer, **changes: str) -> dict[str, str]:
    person = {"first_name": "Haruka", "last_name": "Nishi", "email": "h.nishi@contacts.example", "phone": ""}
    return person | {"accepted_on": today().isoformat(), "organisation": str(customer.tenant_id)} | changes


def test_the_stop_names_the_partner_and_what_to_tell_it(asked, customer, customer_client):
    open_in(customer_client, asked)
    page = customer_client.get("/invitation/decide/")
    words = page.content.decode()
    assert page.status_code == 409
    for said in ("Kitakaze Systems", "attests it here", str(customer.tenant_id), asked.number):
        assert said in words


def test_what_the_partner_attests_lets_the_customer_go_on(asked, customer, customer_client, partner_client):
    assert page_of(asked) in partner_client.get(f"/partner/requests/{asked.public_id}/").content.decode()
    assert isinstance(inspect(case_for(asked, customer_client.user)), AgreementElsewhere)
    answer = partner_client.post(page_of(asked), answers(customer), follow=True)
    attested = AgreementAcceptance.objects.get()
    assert attested.receipt in answer.content.decode()
    assert (attested.customer, attested.method) == (customer, "attested")
    open_in(customer_client, asked)
    page = customer_client.get("/invitation/decide/")
    assert page.status_code == 200
    assert page.context["decision"].accepted_agreement == attested


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"organisation": "00000000-0000-4000-8000-000000000000"}, "No organisation of"),
        ({"organisation": "zz"}, "no organisation ID"),
        ({"accepted_on": "2999-01-01"}, "lies in the future"),
        ({"last_name": ""}, "Last name"),
    ],
)
def test_what_does_not_fit_is_said_and_writes_nothing(asked, customer, partner_client, wrong, said):
    before = state_of_rows()
    answer = partner_client.post(page_of(asked), answers(customer, **wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert changed(before) == []


def test_an_organisation_that_was_not_asked_is_answered_as_one_that_does_not_exist(asked, partner_client):
    other = factories.CustomerMembershipFactory(customer__cloud=asked.cloud).customer
    answer = partner_client.post(page_of(asked), answers(other))
    assert answer.status_code == 422
    assert "No organisation of" in answer.content.decode()
    assert not AgreementAcceptance.objects.exists()


def test_a_colleague_of_the_addressee_is_known_by_the_confirmed_domain(asked, customer, partner_client):
    asked.recipient_email = asked.recipient_key = "somebody@confirmed.example"
    asked.save()
    assert partner_client.post(page_of(asked), answers(customer)).status_code == 422
    factories.TenantDomainFactory(owner=customer, domain="confirmed.example", is_primary=False)
    assert partner_client.post(page_of(asked), answers(customer)).status_code == 302


@pytest.mark.parametrize("case", ["online", "ended", "open", "no attestation", "reseller"])
def test_where_there_is_nothing_to_attest_the_page_says_why(case, asked, customer, partner, partner_client):
    if case == "online":
        CloudRegion.objects.update(online_agreement=True)
    if case == "no attestation":
        CloudRegion.objects.update(allows_attestation=False)
    if case == "ended":
        asked = factories.InvitationFactory(partner=partner, owner=asked.owner, cancelled=True)
    if case == "open":
        asked = factories.InvitationFactory(partner=partner, owner=asked.owner, sent=True, recipient_email="")
    if case == "reseller":
        provider = factories.PartnershipFactory(reseller=partner).provider
        facts = {"capacity": Capacity.RESELLER, "provider": provider}
        asked = factories.InvitationFactory(partner=partner, owner=asked.owner, **facts)
    page = partner_client.get(page_of(asked)).content.decode()
    assert 'class="reason"' in page
    assert 'name="organisation"' not in page
    assert partner_client.post(page_of(asked), answers(customer)).status_code == 422
    assert not AgreementAcceptance.objects.exists()


def test_colleagues_without_the_role_and_strangers_are_shut_out(
    asked, customer, colleague_client, other_partner_client
):
    assert colleague_client(PartnerRole.HELPDESK_AGENT).post(page_of(asked), answers(customer)).status_code == 403
    assert other_partner_client.post(page_of(asked), answers(customer)).status_code == 404
    assert not AgreementAcceptance.objects.exists()
