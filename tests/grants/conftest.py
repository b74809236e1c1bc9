"""The two sides of a grant."""

import pytest

from customers.directory.models import CustomerMembership
from customers.grants.models import DelegatedAdminGrant
from partnercenter.partners.models import PartnerMembership
from tests import factories


@pytest.fixture
def agent(partner_membership: PartnerMembership) -> PartnerMembership:
    """Misaki Tanaka, admin agent."""
    return partner_membership


@pytest.fixture
def admin(customer_membership: CustomerMembership) -> CustomerMembership:
    """Kenichi Sato, global administrator of the customer."""
    return customer_membership


@pytest.fixture
def granular(agent: PartnerMembership, admin: CustomerMembership) -> DelegatedAdminGrant:
    """Three roles, ending in 100 days."""
    return granular_of(agent, admin)


@pytest.fixture
def full(agent: PartnerMembership, admin: CustomerMembership) -> DelegatedAdminGrant:
    """Full rights of the same pair."""
    return factories.DelegatedAdminGrantFactory(partner=agent.partner, customer=admin.customer, granted_by=admin.user)


def granular_of(agent: PartnerMembership, admin: CustomerMembership, **facts: object) -> DelegatedAdminGrant:
    """Granular rights between the two sides."""
    roles = ["license_administrator", "helpdesk_administrator", "user_administrator"]
    return factories.DelegatedAdminGrantFactory(
        **{
            "partner": agent.partner,
            "customer": admin.customer,
            "granted_by": admin.user,
            "granular": True,
            "roles": roles,
            **facts,
        }
    )
