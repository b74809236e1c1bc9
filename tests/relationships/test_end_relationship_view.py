"""The page on which a partner ends a relationship: blockers with links, what ends, what stays, the end (K40)."""

import uuid

import pytest

from customers.directory.models import Customer, CustomerMembership
from customers.relationships.index import refresh_pair
from customers.relationships.models import ResellerRelationship
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import Capacity, Partner, PartnerRole
from tests import factories
from tests.conftest import PersonaClient
from tests.services.conftest import agree

pytestmark = pytest.mark.django_db


@pytest.fixture
def direct(partner: Partner, customer: Customer) -> ResellerRelationship:
    made = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)
    return made


def address(relationship: ResellerRelationship) -> str:
    return f"/partner/customers/{relationship.customer.public_id}/relationships/{relationship.public_id}/end/"


def sell(relationship: ResellerRelationship, **facts: object) -> object:
    return factories.SubscriptionFactory(customer=relationship.customer, sold=relationship.partner, **facts)


def test_each_blocker_stands_there_by_name_with_the_way_to_end_it(
    partner_client: PersonaClient, direct: ResellerRelationship
) -> None:
    mail = sell(direct, name="Harbour Mail")
    server = sell(direct, name="Reserved server", kind="reservation")

    page = partner_client.get(address(direct)).content.decode()

    record = f"/partner/customers/{direct.customer.public_id}/subscriptions/"
    for words in ("The relationship cannot end yet", "These 2 items have to end first", "Harbour Mail"):
        assert words in page
    assert f'href="{record}{mail.public_id}/suspend/?ending={direct.public_id}"' in page
    assert f'href="{record}{server.public_id}/cancel/?ending={direct.public_id}"' in page
    assert f'href="{record}{server.public_id}/suspend/' not in page
    assert "Keep" not in page
    assert 'name="reason"' not in page


def test_what_is_cancelled_and_still_lives_says_when_it_ends(
    partner_client: PersonaClient, direct: ResellerRelationship
) -> None:
    ending = {"cancel_asked_at": factories.ago(days=1), "ends_at": factories.ago(days=-20)}
    term = {"term_months": 12, "cancel_until": factories.ago(days=30)}
    sold = sell(direct, name="Harbour Mail", **ending, **term)
    page = partner_client.get(address(direct)).content.decode()
    assert "It is cancelled and ends on" in page
    assert f"{sold.public_id}/suspend/" in page
    assert f"{sold.public_id}/cancel/" not in page


def test_a_press_that_comes_too_early_changes_nothing_and_names_what_blocks(
    partner_client: PersonaClient, direct: ResellerRelationship
) -> None:
    sell(direct, name="Harbour Mail")

    response = partner_client.post(address(direct), {"reason": ""})

    assert response.status_code == 422
    assert "This item has to end first: Harbour Mail." in response.content.decode()
    direct.refresh_from_db()
    assert direct.status == "active"


def test_the_press_ends_it_tells_both_sides_and_the_record_says_so(
    partner_client: PersonaClient, direct: ResellerRelationship, customer_membership: CustomerMembership
) -> None:
    page = partner_client.get(address(direct)).content.decode()
    assert "You hold no admin rights, so none end." in page

    response = partner_client.post(address(direct), {"reason": "We close this branch."}, follow=True)

    said = response.content.decode()
    assert "What you did together stays readable here." in said
    assert "You ended the relationship" in said
    assert "We close this branch." in said
    direct.refresh_from_db()
    assert (direct.status, direct.ended_by) == ("ended", partner_client.user)
    told = set(OutboundEmail.objects.values_list("recipient", flat=True))
    assert told == {partner_client.user.email, customer_membership.user.email}
    assert partner_client.get(address(direct)).status_code == 302


def test_the_record_leads_to_the_page_for_those_who_may(
    partner_client: PersonaClient, colleague_client: object, direct: ResellerRelationship
) -> None:
    record = f"/partner/customers/{direct.customer.public_id}/"
    assert address(direct) in partner_client.get(record).content.decode()
    viewer = colleague_client(PartnerRole.VIEWER)
    assert address(direct) not in viewer.get(record).content.decode()
    assert viewer.get(address(direct)).status_code == 403
    assert colleague_client(PartnerRole.GLOBAL_ADMIN).get(address(direct)).status_code == 200


def test_a_global_admin_who_cannot_order_reads_what_to_do_and_who_can(
    colleague_client: object, direct: ResellerRelationship
) -> None:
    sell(direct, name="Harbour Mail")
    page = colleague_client(PartnerRole.GLOBAL_ADMIN).get(address(direct)).content.decode()
    assert "To be suspended or cancelled" in page
    assert "you need the role Admin agent or Sales agent" in page


def test_a_reseller_reads_whom_to_ask(partner: Partner, partner_client: PersonaClient, customer: Customer) -> None:
    provider = factories.PartnerFactory(provider=True, legal_name="Akatsuki Distribution K.K.")
    below = factories.ResellerRelationshipFactory(
        partner=partner, customer=customer, capacity=Capacity.RESELLER, provider=provider
    )
    page = partner_client.get(address(below)).content.decode()
    assert "An indirect reseller cannot end a relationship. Ask" in page
    assert partner_client.post(address(below), {"reason": ""}).status_code == 422


def test_strangers_find_nothing(
    other_partner_client: PersonaClient,
    customer_client: PersonaClient,
    partner_client: PersonaClient,
    direct: ResellerRelationship,
) -> None:
    for client in (other_partner_client, customer_client):
        assert client.get(address(direct)).status_code == 404
        assert client.post(address(direct), {}).status_code == 404
    elsewhere = factories.ResellerRelationshipFactory(partner=direct.partner)
    crossed = address(direct).replace(str(direct.public_id), str(elsewhere.public_id))
    assert partner_client.get(crossed).status_code == 404
    assert partner_client.get(address(direct).replace(str(direct.public_id), str(uuid.uuid4()))).status_code == 404


def test_what_blocks_leads_to_its_page_and_back_to_the_end(partner_client, partner, customer) -> None:
    related = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)
    agree(customer)
    mail, cad = (factories.SubscriptionFactory(customer=customer, sold=partner, name=name) for name in ("Mail", "CAD"))
    record = f"/partner/customers/{customer.public_id}/"
    end = f"{record}relationships/{related.public_id}/end/"
    words = partner_client.get(end).content.decode()
    for each, way in ((mail, "suspend"), (cad, "cancel")):
        page = f"{record}subscriptions/{each.public_id}/{way}/?ending={related.public_id}"
        assert f'href="{page}"' in words
        asked = partner_client.get(page).content.decode()
        assert "Back to ending the relationship" in asked
        assert f'name="ending" value="{related.public_id}"' in asked
        answer = partner_client.post(page.partition("?")[0], {"ending": str(related.public_id)})
        assert answer["Location"] == end


@pytest.mark.parametrize("ending", ["", "zz", "00000000-0000-0000-0000-000000000000"])
def test_a_way_back_that_is_not_the_partners_leads_to_the_record(partner_client, partner, customer, ending) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    other = factories.ResellerRelationshipFactory(customer=customer)
    refresh_pair(partner, customer)
    agree(customer)
    sold = factories.SubscriptionFactory(customer=customer, sold=partner)
    record = f"/partner/customers/{customer.public_id}/subscriptions/"
    page = f"{record}{sold.public_id}/suspend/"
    for named in (ending, str(other.public_id)):
        assert "Back to ending" not in partner_client.get(page, {"ending": named}).content.decode()
    assert partner_client.post(page, {"ending": ending})["Location"] == record
