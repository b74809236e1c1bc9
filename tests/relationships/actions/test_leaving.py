"""A partner ends its relationship once nothing that it sold stands in the way (R-80 to R-84, K40)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.actions import leave_customer
from customers.relationships.blockers import blockers_of
from customers.relationships.ends import outlook_of
from customers.relationships.index import refresh_pair
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.partners.models import Capacity, Partner, PartnerMembership, PartnerRole
from tests import factories

pytestmark = pytest.mark.django_db

SOLD = [  # kind, state, whether it blocks, whether suspending is enough
    ("licence", "active", True, True),
    ("licence", "suspended", False, True),
    ("licence", "cancelled", False, True),
    ("azure", "active", True, True),
    ("azure", "suspended", False, True),
    ("software", "active", True, False),
    ("software", "suspended", True, False),
    ("software", "cancelled", False, False),
    ("reservation", "active", True, False),
    ("reservation", "suspended", True, False),
    ("reservation", "cancelled", False, False),
]


@pytest.fixture
def direct(partner: Partner, customer: Customer) -> ResellerRelationship:
    """A direct relationship with full rights beside it, as the list shows it."""
    made = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)
    return made


def sell(relationship: ResellerRelationship, **facts: object) -> object:
    seller = relationship.provider or relationship.partner
    return factories.SubscriptionFactory(customer=relationship.customer, sold=seller, **facts)


def test_each_kind_blocks_in_its_states_and_says_what_is_enough(direct: ResellerRelationship) -> None:
    for kind, status, _blocks, _suspendable in SOLD:
        sell(direct, kind=kind, status=status, name=f"{kind} {status}")

    found = {each.name: each.may_be_suspended for each in blockers_of(direct)}

    assert found == {f"{kind} {status}": enough for kind, status, blocks, enough in SOLD if blocks}


def test_it_is_refused_with_the_name_of_everything_that_blocks(
    direct: ResellerRelationship, partner_membership: PartnerMembership
) -> None:
    sell(direct, kind="reservation", name="Reserved VM")
    sell(direct, name="Harbour Mail")

    with pytest.raises(ValidationError) as refused:
        leave_customer(relationship=direct, by=partner_membership)

    assert refused.value.code == "blocked"
    assert refused.value.messages == [
        "These 2 items have to end first: Harbour Mail, Reserved VM. For a subscription, suspending it is enough."
    ]
    direct.refresh_from_db()
    assert direct.status == "active"


def test_what_others_sold_and_what_was_bought_directly_stands_in_nobodys_way(
    direct: ResellerRelationship, partner_membership: PartnerMembership
) -> None:
    factories.SubscriptionFactory(customer=direct.customer)
    factories.SubscriptionFactory(customer=direct.customer, sold=factories.PartnerFactory())

    ended = leave_customer(relationship=direct, reason="We close this branch.", by=partner_membership)

    assert (ended.status, ended.ended_side, ended.end_reason) == ("ended", "partner", "We close this branch.")
    assert ended.ended_by == partner_membership.user
    assert DelegatedAdminGrant.objects.get().status == "terminated"
    assert PartnerCustomer.objects.get().state == "ended"


def test_suspended_subscriptions_stay_suspended_and_keep_the_duty_alive(
    direct: ResellerRelationship, partner_membership: PartnerMembership
) -> None:
    kept = sell(direct, status="suspended")
    outlook = outlook_of(direct)
    assert (outlook.blockers, outlook.is_last, outlook.duty.is_owed) == ([], True, True)

    leave_customer(relationship=direct, by=partner_membership)

    kept.refresh_from_db()
    assert (kept.status, kept.sold_by) == ("suspended", direct.partner)


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ([PartnerRole.ADMIN_AGENT], True),
        ([PartnerRole.GLOBAL_ADMIN], True),
        ([PartnerRole.SALES_AGENT], False),
        ([PartnerRole.HELPDESK_AGENT], False),
        ([PartnerRole.VIEWER], False),
    ],
)
def test_admin_agents_and_global_admins_end_relationships(
    direct: ResellerRelationship, roles: list[PartnerRole], may: bool
) -> None:
    by = factories.PartnerMembershipFactory(partner=direct.partner, roles=roles)
    if may:
        assert leave_customer(relationship=direct, by=by).status == "ended"
    else:
        with pytest.raises(PermissionDenied):
            leave_customer(relationship=direct, by=by)


def test_nobody_ends_another_partners_and_nobody_who_has_left(direct: ResellerRelationship) -> None:
    strangers = factories.PartnerMembershipFactory(partner=factories.PartnerFactory())
    gone = factories.PartnerMembershipFactory(partner=direct.partner, left_at=timezone.now())
    for by in (strangers, gone):
        with pytest.raises(PermissionDenied):
            leave_customer(relationship=direct, by=by)


def test_a_suspended_partner_ends_nothing(customer: Customer) -> None:
    partner = factories.PartnerFactory(suspended=True)
    made = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    with pytest.raises(ValidationError) as refused:
        leave_customer(relationship=made, by=factories.PartnerMembershipFactory(partner=partner))
    assert refused.value.code == "partner_suspended"


def test_a_provider_sees_whose_relationships_end_with_its_own_and_a_reseller_cannot_end(customer: Customer) -> None:
    provider, reseller = factories.PartnerFactory(provider=True), factories.PartnerFactory(reseller=True)
    make = factories.ResellerRelationshipFactory
    above = make(partner=provider, customer=customer, capacity=Capacity.PROVIDER)
    below = make(partner=reseller, customer=customer, capacity=Capacity.RESELLER, provider=provider)
    sell(below, reseller=reseller, name="Through the reseller")
    sell(above, name="Without it")

    assert outlook_of(above).resellers == [reseller]
    assert [each.name for each in blockers_of(below)] == ["Through the reseller"]
    with pytest.raises(ValidationError) as refused:
        leave_customer(relationship=below, by=factories.PartnerMembershipFactory(partner=reseller))
    assert refused.value.code == "reseller_cannot_end"
