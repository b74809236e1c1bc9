"""A partner that is direct and a reseller sees in its list in which capacities it serves whom."""

import pytest
from django.utils.html import strip_tags

from customers.relationships.models import PartnerCustomer
from partnercenter.partners.models import Capacity, Partner
from tests import factories
from tests.conftest import PersonaClient, client_of

pytestmark = pytest.mark.django_db


def row_of(page: str, pair: PartnerCustomer) -> str:
    """The words of a pair's row in the list."""
    return strip_tags(page.split(f'id="c-{pair.customer.public_id}"')[1].split("</tr>")[0])


def test_a_dual_partner_reads_each_capacity_with_its_provider() -> None:
    dual = factories.PartnerFactory(is_reseller=True)
    provider = factories.PartnerFactory(provider=True, legal_name="Akatsuki Distribution")
    both, direct = (factories.PartnerCustomerFactory(partner=dual, relationship=True) for _ in range(2))
    through = {"capacity": Capacity.RESELLER, "provider": provider}
    factories.ResellerRelationshipFactory(partner=dual, customer=both.customer, **through)
    factories.ResellerRelationshipFactory(partner=dual, customer=direct.customer, **through, ended=True)

    page = client_of(factories.PartnerMembershipFactory(partner=dual)).get("/partner/customers/").content.decode()

    rows = {row: row_of(page, row) for row in (both, direct)}
    assert "Direct" in rows[both]
    assert "Reseller through Akatsuki Distribution" in rows[both]
    assert "Direct" in rows[direct]
    assert "Akatsuki" not in rows[direct]


def test_a_partner_with_one_capacity_reads_none(partner_client: PersonaClient, partner: Partner) -> None:
    pair = factories.PartnerCustomerFactory(partner=partner, relationship=True)
    page = partner_client.get("/partner/customers/").content.decode()
    assert "Direct" not in row_of(page, pair)
