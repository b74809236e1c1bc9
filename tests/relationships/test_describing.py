"""Tags, note and owner: kept by admin agents, seen by the partner alone."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from customers.directory.models import Customer
from customers.relationships.actions.describing import describe_customer
from customers.relationships.index import refresh_pair
from customers.relationships.models import PartnerCustomer
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import Partner, PartnerRole
from tests import factories
from tests.conftest import PersonaClient
from tests.relationships.listed import text_of, tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(partner: Partner) -> PartnerCustomer:
    return PartnerCustomer.objects.get(customer=tie(partner, "Acorn"))


def page_of(pair: PartnerCustomer) -> str:
    return f"/partner/customers/{pair.customer.public_id}/tags-and-note/"


def post(client: PersonaClient, pair: PartnerCustomer, **changes: Any) -> Any:
    return client.post(page_of(pair), {"tags": "Kansai\r\n  重点 \r\n\r\nKansai", "note": "Calls on Fridays"} | changes)


def test_an_admin_agent_writes_them_down_and_the_record_shows_them(
    partner_client: PersonaClient, pair: PartnerCustomer
) -> None:
    owner = factories.PartnerMembershipFactory(partner=pair.partner, user__display_name="Aya Mori")

    response = post(partner_client, pair, owner=str(owner.public_id))

    pair.refresh_from_db()
    assert response.status_code == 302
    assert (pair.tags, pair.note, pair.owner) == (["Kansai", "重点"], "Calls on Fridays", owner)
    record = text_of(partner_client.get(response["Location"]))
    assert "Calls on Fridays" in record
    assert 'href="/partner/customers/?tag=%E9%87%8D%E7%82%B9"' in record
    assert "Aya Mori" in record
    event = AuditEvent.objects.get(action="customer.described")
    assert event.details == {"tags": 2}


def test_writing_the_same_again_leaves_no_event(partner_client: PersonaClient, pair: PartnerCustomer) -> None:
    post(partner_client, pair)
    post(partner_client, pair)

    assert AuditEvent.objects.filter(action="customer.described").count() == 1


def test_a_tag_in_use_keeps_its_spelling(
    partner_client: PersonaClient, partner: Partner, pair: PartnerCustomer
) -> None:
    PartnerCustomer.objects.filter(customer=tie(partner)).update(tags=["Kansai", "ｶﾞﾗｽ"])

    post(partner_client, pair, tags="KANSAI\nガラス\nｋａｎｓａｉ\nnew")

    pair.refresh_from_db()
    assert pair.tags == ["Kansai", "ｶﾞﾗｽ", "new"]


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ("x" * 51, "Shorten the tag"),
        ("\n".join(str(number) for number in range(151)), "Enter at most 150 tags; these are 151."),
    ],
)
def test_too_many_and_too_long_tags_are_refused(
    partner_client: PersonaClient, pair: PartnerCustomer, tags: str, words: str
) -> None:
    response = post(partner_client, pair, tags=tags)

    pair.refresh_from_db()
    assert response.status_code == 422
    assert words in text_of(response)
    assert pair.tags == []


def test_the_most_tags_of_the_greatest_length_are_kept(partner_client: PersonaClient, pair: PartnerCustomer) -> None:
    tags = [f"{number:03}" + "x" * 47 for number in range(150)]

    post(partner_client, pair, tags="\n".join(tags))

    pair.refresh_from_db()
    assert pair.tags == tags


def test_only_admin_agents_reach_the_page_and_others_read_why_not(colleague_client: Any, pair: PartnerCustomer) -> None:
    for role in PartnerRole:
        client = colleague_client(role)
        allowed = role == PartnerRole.ADMIN_AGENT
        assert client.get(page_of(pair)).status_code == (200 if allowed else 403), role
        record = text_of(client.get(f"/partner/customers/{pair.customer.public_id}/"))
        assert ("Only an admin agent can change tags" in record) is not allowed, role


def test_another_partner_of_the_same_customer_and_the_customer_see_nothing_of_it(
    partner_client: PersonaClient,
    other_partner_client: PersonaClient,
    customer_client: PersonaClient,
    partner: Partner,
    customer: Customer,
) -> None:
    other = other_partner_client.membership.partner
    for one in (partner, other):
        factories.ResellerRelationshipFactory(partner=one, customer=customer)
        refresh_pair(one, customer)
    pair = PartnerCustomer.objects.get(partner=partner)
    post(partner_client, pair, tags="Zyzzyva", note="Wombat")

    theirs = [f"/partner/customers/{customer.public_id}/", "/partner/customers/"]
    seen = "".join(text_of(other_partner_client.get(path)) for path in theirs)
    seen += "".join(text_of(customer_client.get(path)) for path in ("/customer/", "/customer/partners/"))
    assert "Wombat" not in seen
    assert "Zyzzyva" not in seen
    assert other_partner_client.get(page_of(pair)).status_code == 200
    assert PartnerCustomer.objects.get(partner=other).tags == []


def test_an_owner_from_elsewhere_and_a_colleague_of_another_partner_are_refused(pair: PartnerCustomer) -> None:
    mine = factories.PartnerMembershipFactory(partner=pair.partner)
    theirs = factories.PartnerMembershipFactory()
    facts: dict[str, Any] = {"pair": pair, "tags": [], "note": ""}

    with pytest.raises(ValidationError, match="works for your company"):
        describe_customer(**facts, owner=theirs, by=mine)
    with pytest.raises(PermissionDenied):
        describe_customer(**facts, owner=None, by=theirs)
