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
