"""Rights under *Do first*: those that end soon, reach nobody or lie unused, and never another partner's."""

import pytest

from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient
from tests.home.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def rights(partner: Partner) -> Partner:
    """One of each, and one of each that needs nobody."""
    make = factories.DelegatedAdminGrantFactory
    soon, later = {"ends_at": factories.midnight_in(5)}, {"ends_at": factories.midnight_in(60)}
    for name, facts in (("Soon", soon), ("Later", later), ("Extending", soon | {"auto_extends": True})):
        held = make(partner=partner, granular=True, customer__name=f"{name} Ltd", **facts)
        member = factories.PartnerMembershipFactory(partner=partner)
        group = factories.SecurityGroupFactory(partner=partner, members=[member])
        factories.AccessAssignmentFactory(grant=held, group=group)
    make(partner=partner, granular=True, customer__name="Unreached Ltd")
    make(partner=partner, customer__name="Idle Ltd", starts_at=factories.ago(days=120))
    make(
        partner=partner,
        customer__name="Used Ltd",
        starts_at=factories.ago(days=120),
        last_used_at=factories.ago(days=2),
    )
    return partner


def test_rights_that_need_somebody_stand_under_do_first(partner_client: PersonaClient, rights: Partner) -> None:
    page = read(partner_client)
    assert "The rights at Soon Ltd end soon" in page
    assert "Nobody has access at Unreached Ltd" in page
    assert "Full rights at Idle Ltd lie unused" in page
    for quiet in ("Later", "Extending", "Used"):
        assert f"{quiet} Ltd" not in page
    assert "3 things need you today." in page


def test_another_partner_reads_nothing_of_it(other_partner_client: PersonaClient, rights: Partner) -> None:
    assert "Ltd" not in read(other_partner_client)
