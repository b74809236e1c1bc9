"""Who works together, and whose domain it is."""

import pytest

from partnercenter.partners import queries
from tests import factories

pytestmark = pytest.mark.django_db


def test_providers_are_those_of_partnerships_in_force_with_active_partners_of_the_cloud():
    reseller = factories.PartnerFactory(reseller=True)
    kept = factories.PartnershipFactory(reseller=reseller).provider
    factories.PartnershipFactory(reseller=reseller, ended=True)
    factories.PartnershipFactory(reseller=reseller, provider=factories.PartnerFactory(provider=True, suspended=True))
    factories.PartnershipFactory()
    assert list(queries.providers_of(reseller)) == [kept]
    assert list(queries.resellers_of(kept)) == [reseller]


@pytest.mark.parametrize(
    ("domain", "owned"),
    [
        ("kitakaze.example", True),
        ("mail.osaka.kitakaze.example", True),
        ("notkitakaze.example", False),
        ("example", False),
    ],
)
def test_a_domain_under_a_partners_domain_is_the_partners(domain, owned):
    partner = factories.PartnerFactory()
    factories.TenantDomainFactory(owner=partner, domain="kitakaze.example")
    assert queries.partner_owning(partner.cloud, domain) == (partner.public_id if owned else None)
    assert queries.partner_owning(factories.cloud("china"), domain) is None


def test_only_confirmed_domains_speak_for_a_partner():
    partner = factories.PartnerFactory()
    factories.TenantDomainFactory(owner=partner, domain="kitakaze.example")
    factories.TenantDomainFactory(owner=partner, domain="other.example", is_primary=False, unconfirmed=True)
    assert queries.confirmed_domains(partner) == ["kitakaze.example"]
