"""A partnership begins and ends; who may end it, what stays, who is told, what rooms above hear of it."""

import pytest
from django.db import IntegrityError, transaction

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import ResellerRelationship
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners import actions
from partnercenter.partners.models import PartnerRole, Partnership
from partnercenter.partners.signals import partnership_ended
from tests import factories
from tests.partners.asked import code_of, events, provider_admin, reseller_admin, told

pytestmark = pytest.mark.django_db
ADMIN, SALES, HELPDESK, GLOBAL, VIEWER = PartnerRole


@pytest.fixture
def sides():
    provider, reseller = provider_admin(), reseller_admin()
    return provider, reseller, factories.PartnershipFactory(provider=provider.partner, reseller=reseller.partner)


@pytest.fixture
def heard():
    """What the signal said, in order."""
    said = []

    def listen(sender, partnership, by, **kwargs):
        said.append((partnership, by, transaction.get_connection().in_atomic_block))

    partnership_ended.connect(listen)
    yield said
    partnership_ended.disconnect(listen)


def test_an_operator_registers_a_partnership_and_both_are_told():
    operator = factories.UserFactory(operator=True)
    provider, reseller = provider_admin(), reseller_admin()
    begun = actions.start_partnership(provider=provider.partner, reseller=reseller.partner, by=operator)
    assert (begun.status, begun.accepted_by) == ("active", operator)
    assert told("partnership.started") == {provider.user.email, reseller.user.email}
    again = {"provider": provider.partner, "reseller": reseller.partner, "by": operator}
    assert code_of(actions.start_partnership, **again) == "in_force"


@pytest.mark.parametrize(
    ("side", "role", "may"),
    [
        *[("provider", role, role in (ADMIN, GLOBAL)) for role in PartnerRole],
        *[("reseller", role, role == GLOBAL) for role in PartnerRole],
        *[("stranger", role, False) for role in PartnerRole],
    ],
)
def test_who_ends_a_partnership(side, role, may, sides):
    partners = {"provider": sides[0].partner, "reseller": sides[1].partner}
    partner = partners.get(side) or factories.PartnerFactory()
    by = factories.PartnerMembershipFactory(partner=partner, roles=[role])
    assert code_of(actions.end_partnership, partnership=sides[2], by=by) == ("" if may else "denied")
    sides[2].refresh_from_db()
    assert (sides[2].status, sides[2].ended_side) == (("ended", side) if may else ("active", ""))


def test_ending_tells_both_sides_and_the_rooms_above_in_its_transaction(sides, heard):
    provider, reseller, standing = sides
    ended = actions.end_partnership(partnership=standing, reason="We stop", by=reseller)
    assert heard == [(ended, reseller.user, True)]
    assert told("partnership.ended") == {provider.user.email, reseller.user.email}
    letter = render(OutboundEmail.objects.filter(kind="partnership.ended").first())
    assert "ended its partnership with" in letter.text
    assert "We stop" in letter.text
    assert events(standing) == ["partnership.ended"] * 2


def test_a_second_end_changes_nothing(sides, heard):
    provider, reseller, standing = sides
    actions.end_partnership(partnership=standing, by=provider)
    actions.end_partnership(partnership=standing, by=reseller)
    standing.refresh_from_db()
    assert standing.ended_side == "provider"
    assert len(heard) == 1


def test_what_a_receiver_raises_takes_the_end_back(sides):
    def refuse(**kwargs):
        raise RuntimeError

    partnership_ended.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            actions.end_partnership(partnership=sides[2], by=sides[0])
    finally:
        partnership_ended.disconnect(refuse)
    sides[2].refresh_from_db()
    assert sides[2].is_active
    assert not OutboundEmail.objects.exists()


def test_customers_relationships_and_rights_stay(sides):
    provider, reseller, standing = sides
    through = {"partner": reseller.partner, "capacity": "reseller", "provider": provider.partner}
    relationship = factories.ResellerRelationshipFactory(**through)
    factories.DelegatedAdminGrantFactory(partner=reseller.partner, customer=relationship.customer)
    before = [list(each.objects.values()) for each in (ResellerRelationship, DelegatedAdminGrant)]
    actions.end_partnership(partnership=standing, by=provider)
    assert [list(each.objects.values()) for each in (ResellerRelationship, DelegatedAdminGrant)] == before


def test_a_suspended_partner_ends_nothing_and_an_operator_does(sides):
    provider, _reseller, standing = sides
    operator = factories.UserFactory(operator=True)
    actions.suspend_partner(partner=provider.partner, by=operator)
    provider.refresh_from_db()
    assert code_of(actions.end_partnership, partnership=standing, by=provider) == "partner_suspended"
    ended = actions.end_partnership(partnership=standing, by=operator)
    assert ended.ended_side == "operator"


@pytest.mark.parametrize(
    "change",
    [
        {"status": "ended"},
        {"status": "ended", "ended_at": factories.ago(days=1)},
        {"ended_at": factories.ago(days=1)},
        {"end_reason": "x"},
        {"started_at": factories.ago(days=1)},
    ],
    ids=" ".join,
)
def test_the_database_refuses_half_an_end(change, sides):
    with pytest.raises(Exception, match=r"violates|Cannot update"), transaction.atomic():
        Partnership.objects.filter(pk=sides[2].pk).update(**change)


def test_the_database_keeps_one_in_force_and_never_brings_one_back(sides):
    provider, reseller, standing = sides
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.PartnershipFactory(provider=provider.partner, reseller=reseller.partner)
    actions.end_partnership(partnership=standing, by=provider)
    back = {"status": "active", "ended_at": None, "ended_by": None, "ended_side": ""}
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Partnership.objects.filter(pk=standing.pk).update(**back)
