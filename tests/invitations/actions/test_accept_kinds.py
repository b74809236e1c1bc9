"""Accepting what was asked in every way: through a provider, on behalf, rights alone, reusable links."""

import pytest

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from invitations.actions.accept import accept
from invitations.actions.answering import Stopped
from invitations.actions.consenting import Consent
from invitations.models import Acceptance
from invitations.rules import obstacles
from partnercenter.partners.models import Capacity
from tests import factories
from tests.invitations.acceptance_steps import case_for
from tests.invitations.actions.taking import take

pytestmark = pytest.mark.django_db


def test_through_a_provider_one_acceptance_makes_two_relationships_and_rights_for_the_reseller_only(
    customer, customer_membership
):
    pair = factories.PartnershipFactory()
    invitation = factories.InvitationFactory(
        sent=True,
        partner=pair.reseller,
        capacity=Capacity.RESELLER,
        provider=pair.provider,
        recipient_email=customer_membership.user.email,
    )
    accepted = take(invitation, customer_membership.user)
    assert (accepted.relationship.partner, accepted.relationship.provider) == (pair.reseller, pair.provider)
    assert (accepted.provider_relationship.partner, accepted.provider_relationship.capacity) == (
        pair.provider,
        "provider",
    )
    assert list(DelegatedAdminGrant.objects.values_list("partner", flat=True)) == [pair.reseller.pk]
    rights = dict(PartnerCustomer.objects.values_list("partner", "rights"))
    assert rights == {pair.reseller.pk: "full", pair.provider.pk: "none"}


def test_where_the_provider_asks_for_a_reseller_the_rights_go_to_whom_the_request_says():
    china = factories.cloud("china")
    pair = factories.PartnershipFactory(
        provider=factories.PartnerFactory(cloud=china, country="CN", provider=True),
        reseller=factories.PartnerFactory(cloud=china, country="CN", reseller=True),
    )
    customer = factories.CustomerFactory(cloud=china, country="CN")
    user = factories.CustomerMembershipFactory(customer=customer).user
    invitation = factories.InvitationFactory(
        sent=True,
        partner=pair.provider,
        capacity=Capacity.PROVIDER,
        on_behalf_of=pair.reseller,
        rights_holder=pair.reseller,
        recipient_email=user.email,
    )
    accepted = take(invitation, user)
    assert (accepted.relationship.partner, accepted.provider_relationship.partner) == (pair.reseller, pair.provider)
    assert accepted.grant.partner == pair.reseller


def test_rights_alone_beside_a_relationship_that_stands(customer, customer_membership):
    invitation = factories.InvitationFactory(sent=True, recipient_email=customer_membership.user.email)
    standing = factories.ResellerRelationshipFactory(partner=invitation.partner, customer=customer)
    accepted = take(invitation, customer_membership.user)
    assert accepted.relationship == standing
    assert ResellerRelationship.objects.count() == 1
    assert accepted.grant is not None


def test_a_reusable_link_lives_on_until_its_limit():
    invitation = factories.InvitationFactory(sent=True, reusable=True, use_limit=2)
    people = [factories.CustomerMembershipFactory().user for _ in range(3)]
    first, second = (take(invitation, user) for user in people[:2])
    assert (first.is_single_use, first.customer == second.customer) == (False, False)
    invitation.refresh_from_db()
    assert invitation.status == "accepted"
    case = case_for(invitation, people[2])
    customer = people[2].customer_memberships.get().customer
    with pytest.raises(Stopped) as stopped:
        accept(case=case, customer=customer, consent=Consent(shown=""), by=people[2])
    assert stopped.value.obstacle == obstacles.Dead("limit")


def test_a_reusable_link_is_accepted_once_for_each_organisation(customer, customer_membership):
    invitation = factories.InvitationFactory(sent=True, reusable=True)
    first = take(invitation, customer_membership.user)
    colleague = factories.CustomerMembershipFactory(customer=customer).user
    with pytest.raises(Stopped) as stopped:
        accept(case=case_for(invitation, colleague), customer=customer, consent=Consent(shown=""), by=colleague)
    assert isinstance(stopped.value.obstacle, obstacles.AlreadyRelated)
    assert list(Acceptance.objects.all()) == [first]


def test_other_open_links_stay_open(asked, customer_membership):
    other = factories.InvitationFactory(sent=True, recipient_email=customer_membership.user.email)
    take(asked, customer_membership.user)
    other.refresh_from_db()
    assert other.status == "sent"
    assert factories.live_link(other).replaced_at is None
