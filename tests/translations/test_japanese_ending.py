"""The pages on which relationships end, in Japanese."""

import pytest

from customers.relationships.index import refresh_pair
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.translations.test_japanese_pages import assert_japanese, world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def related(world, partner, customer):  # noqa: F811
    made = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)
    return made


def test_the_pages_of_an_end_speak_japanese(related, partner_client, colleague_client) -> None:
    record = f"/partner/customers/{related.customer.public_id}/"
    page = f"{record}relationships/{related.public_id}/end/"
    assert_japanese(partner_client, page)
    for kind in ("software", "licence"):
        factories.SubscriptionFactory(customer=related.customer, sold=related.partner, kind=kind, name="M365")
        assert_japanese(partner_client, page)
    assert_japanese(colleague_client(PartnerRole.GLOBAL_ADMIN), page)
    assert_japanese(partner_client, page, reason="")


@pytest.mark.parametrize("trait", ["", "answered", "escalated"])
def test_the_pages_of_an_asked_end_speak_japanese(trait, related, partner_client, customer_client) -> None:
    asking = f"/customer/partners/{related.partner.public_id}/relationships/{related.public_id}/end/"
    record = f"/partner/customers/{related.customer.public_id}/"
    answering = f"{record}relationships/{related.public_id}/asked-end/"
    if not trait:
        factories.DelegatedAdminGrantFactory(partner=related.partner, customer=related.customer)
        assert_japanese(customer_client, asking)
    factories.AskedEndFactory(relationship=related, reason="", **({trait: True} if trait else {}))
    for path in (asking, f"/customer/partners/{related.partner.public_id}/"):
        assert_japanese(customer_client, path)
    for path in (answering, record, "/"):
        assert_japanese(partner_client, path)
    if not trait:
        assert_japanese(partner_client, answering, answer=" ")
        factories.SubscriptionFactory(customer=related.customer, sold=related.partner, name="M365")
        assert_japanese(partner_client, answering)
        assert_japanese(customer_client, asking)
