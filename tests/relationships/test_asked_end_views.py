"""The pages of an asked end: the customer's question and where it stands, the partner's answer, the operator's word."""

from datetime import timedelta

import pytest
from django.urls import reverse

from customers.directory.models import Customer, CustomerRole
from customers.relationships.actions import ask_to_end
from customers.relationships.actions.life import close_due
from customers.relationships.index import refresh_pair
from customers.relationships.models import AskedEnd, ResellerRelationship
from partnercenter.partners.models import Partner, PartnerRole
from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def direct(partner: Partner, customer: Customer) -> ResellerRelationship:
    made = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)
    return made


@pytest.fixture
def asked(direct: ResellerRelationship, customer_client: PersonaClient) -> AskedEnd:
    return ask_to_end(relationship=direct, reason="We buy directly now.", by=customer_client.membership)


def theirs(relationship: ResellerRelationship) -> str:
    """The customer's page."""
    return f"/customer/partners/{relationship.partner.public_id}/relationships/{relationship.public_id}/end/"


def ours(relationship: ResellerRelationship) -> str:
    """The partner's page."""
    return f"/partner/customers/{relationship.customer.public_id}/relationships/{relationship.public_id}/asked-end/"


def read(client: PersonaClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.headers
    return response.content.decode()


def test_the_question_names_what_blocks_what_can_be_done_at_once_and_the_duty_that_stays(
    customer_client: PersonaClient, direct: ResellerRelationship
) -> None:
    grant = factories.DelegatedAdminGrantFactory(partner=direct.partner, customer=direct.customer)
    factories.SubscriptionFactory(customer=direct.customer, sold=direct.partner, name="Harbour Mail")

    page = read(customer_client, theirs(direct))

    assert "If nothing it sold is active and it does not answer within 30 days" in page
    assert "Harbour Mail" in page
    assert f"/rights/{grant.public_id}/end/" in page
    assert "still has to provide support to you and to comply with the terms of its partner agreement" in page


def test_asking_and_withdrawing_lead_from_page_to_page(
    customer_client: PersonaClient, direct: ResellerRelationship
) -> None:
    partner_page = f"/customer/partners/{direct.partner.public_id}/"
    assert "Ask to end it" in read(customer_client, partner_page)

    said = customer_client.post(theirs(direct), {"reason": "We buy directly now."}, follow=True).content.decode()

    for words in ("Nothing has changed yet.", "Waits for the partner", "We buy directly now.", "Withdraw"):
        assert words in said
    assert "You asked for the end" in read(customer_client, partner_page)
    gone = customer_client.post(f"{theirs(direct)}withdraw/", follow=True).content.decode()
    assert "The relationship goes on as it is." in gone
    assert AskedEnd.objects.get().status == "withdrawn"
    assert customer_client.post(f"{theirs(direct)}withdraw/").status_code == 404


def test_only_global_administrators_ask_and_others_read_why(
    staff_client: object, direct: ResellerRelationship, asked: AskedEnd
) -> None:
    for role in (CustomerRole.BILLING_ADMIN, CustomerRole.USER):
        client = staff_client(role)
        assert client.get(theirs(direct)).status_code == 403
        assert client.post(f"{theirs(direct)}withdraw/").status_code == 403
        page = read(client, f"/customer/partners/{direct.partner.public_id}/")
        assert "Its end is asked for." in page
        assert "Only a global administrator can ask for the end." in page


def test_the_partner_reads_it_first_on_its_home_and_on_the_record(
    partner_client: PersonaClient, colleague_client: object, direct: ResellerRelationship, asked: AskedEnd
) -> None:
    record = f"/partner/customers/{direct.customer.public_id}/"
    for path in ("/", record):
        page = read(partner_client, path)
        assert "asks you to end the relationship" in page
        assert ours(direct) in page
    page = read(colleague_client(PartnerRole.VIEWER), record)
    assert "asks you to end the relationship" in page
    assert ours(direct) not in page


def test_the_partner_answers_with_words_that_the_customer_reads(
    partner_client: PersonaClient, customer_client: PersonaClient, direct: ResellerRelationship, asked: AskedEnd
) -> None:
    assert "We buy directly now." in read(partner_client, ours(direct))
    assert partner_client.post(ours(direct), {"answer": " "}).status_code == 422

    said = partner_client.post(ours(direct), {"answer": "We propose half the price."}, follow=True).content.decode()

    assert "You answered, so nothing ends by itself." in said
    assert "Or say why it should go on" not in said
    assert partner_client.post(ours(direct), {"answer": "Again."}).status_code == 422
    page = read(customer_client, theirs(direct))
    assert "We propose half the price." in page
    assert "The partner wants to go on" in page


def test_who_may_not_end_may_not_answer_and_strangers_find_nothing(
    colleague_client: object,
    other_partner_client: PersonaClient,
    direct: ResellerRelationship,
    asked: AskedEnd,
) -> None:
    assert colleague_client(PartnerRole.SALES_AGENT).get(ours(direct)).status_code == 403
    assert other_partner_client.get(ours(direct)).status_code == 404
    stranger = factories.CustomerMembershipFactory()
    client = PersonaClient("public.localhost:8000")
    client.force_login(stranger.user)
    assert client.get(theirs(direct)).status_code == 404
    assert client.post(theirs(direct), {"reason": ""}).status_code == 404
    assert client.post(f"{theirs(direct)}withdraw/").status_code == 404


def test_without_a_question_the_partners_page_leads_to_the_record(
    partner_client: PersonaClient, direct: ResellerRelationship
) -> None:
    assert partner_client.get(ours(direct)).status_code == 302


def test_the_operator_decides_in_the_administration_with_a_reason(
    operator_client: PersonaClient,
    customer_client: PersonaClient,
    partner_client: PersonaClient,
    direct: ResellerRelationship,
    asked: AskedEnd,
) -> None:
    factories.SubscriptionFactory(customer=direct.customer, sold=direct.partner)
    close_due(asked.answer_by + timedelta(minutes=1))
    for client, path in ((customer_client, theirs(direct)), (partner_client, ours(direct))):
        assert "The operator decides whether the relationship ends" in read(client, path)
    address = reverse("admin:relationships_askedend_changelist")

    def decide(action: str, reason: str) -> str:
        form = {"action": action, "_selected_action": str(asked.pk), "reason": reason}
        response = operator_client.post(address, form, follow=True)
        asked.refresh_from_db()
        return response.content.decode()

    assert "Enter a reason. Both sides read it." in decide("end_now", "")
    assert asked.status == "escalated"
    assert "Done for 1 row." in decide("end_now", "Case 4711")
    direct.refresh_from_db()
    assert (asked.status, direct.status, direct.ended_side) == ("ended", "ended", "operator")
