"""Why a colleague can ask customers for nothing: standing, capacity, provider, roles, in this order."""

import pytest

from partnercenter.partners.models import PartnerMembership, PartnerRole
from partnercenter.partners.request_rules import why_not_request
from tests import factories

pytestmark = pytest.mark.django_db
COUNTRIES = {"public": "JP", "china": "CN", "us-government": "US", "germany": "DE"}


def member(cloud: str = "public", role: str = PartnerRole.ADMIN_AGENT, **partner: object) -> PartnerMembership:
    made = factories.PartnerFactory(cloud=factories.cloud(cloud), country=COUNTRIES[cloud], **partner)
    return factories.PartnerMembershipFactory(partner=made, roles=[role])


@pytest.mark.parametrize("cloud", COUNTRIES)
def test_a_direct_partners_agents_ask_in_every_cloud(cloud: str) -> None:
    assert why_not_request(member(cloud)) == ""
    assert why_not_request(member(cloud, role=PartnerRole.SALES_AGENT)) == ""


def test_a_suspended_partner_reads_so_before_anything_else() -> None:
    suspended = member("china", role=PartnerRole.VIEWER, reseller=True, suspended=True)
    assert "is suspended" in why_not_request(suspended)


def test_a_partner_without_its_agreement_asks_nobody() -> None:
    unsigned = member(programme_agreement_version="", programme_agreement_accepted_on=None)
    assert "no partner agreement on record" in why_not_request(unsigned)


@pytest.mark.parametrize(
    ("cloud", "kind", "words"),
    [
        ("china", "reseller", "only the indirect provider can ask a customer. Ask your provider"),
        ("us-government", "reseller", "has no indirect model"),
        ("us-government", "provider", "has no indirect model"),
        ("public", "provider", ""),
        ("china", "provider", ""),
        ("germany", "provider", ""),
        ("public", "reseller", "You work with no indirect provider yet. Have one ask you for a partnership first."),
    ],
)
def test_the_capacity_that_the_cloud_leaves(cloud: str, kind: str, words: str) -> None:
    why = why_not_request(member(cloud, **{kind: True}))
    assert words in why
    assert bool(why) == bool(words)


def test_a_reseller_with_a_provider_asks_through_it() -> None:
    pair = factories.PartnershipFactory()
    assert why_not_request(factories.PartnerMembershipFactory(partner=pair.reseller)) == ""


def test_a_direct_partner_that_also_resells_needs_no_provider() -> None:
    assert why_not_request(member(is_reseller=True)) == ""


@pytest.mark.parametrize("role", [PartnerRole.HELPDESK_AGENT, PartnerRole.VIEWER])
def test_roles_that_ask_for_nothing_are_told_which_do(role: str) -> None:
    assert "you need the role Admin agent, Sales agent or Global admin" in why_not_request(member(role=role))


def test_a_global_admin_asks_for_nothing_where_the_cloud_demands_rights() -> None:
    assert why_not_request(member(role=PartnerRole.GLOBAL_ADMIN)) == ""
    assert "Nothing can be asked with your roles" in why_not_request(member("china", role=PartnerRole.GLOBAL_ADMIN))
