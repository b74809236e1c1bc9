"""The factories themselves: each row stands up to the database's constraints."""

import pytest

from invitations.models import Invitation
from partnercenter.links import tokens
from tests import factories

TRAITS = (
    *("draft", "sent", "accepted", "declined", "cancelled", "expired", "replaced"),
    *("no_rights", "granular", "unaddressed", "reusable"),
)


@pytest.mark.parametrize("trait", TRAITS)
@pytest.mark.django_db
def test_a_request_of_every_kind_can_be_made(trait):
    assert Invitation.objects.get(pk=factories.InvitationFactory(**{trait: True}).pk)


@pytest.mark.django_db
def test_the_token_of_a_made_link_is_the_one_that_its_hash_stands_for():
    link = factories.live_link(factories.InvitationFactory())
    assert tokens.token_hash(factories.token_of(link)) == bytes(link.token_hash)


@pytest.mark.parametrize(
    "made",
    [
        factories.PartnershipFactory,
        factories.CustomerMembershipFactory,
        factories.AgreementAcceptanceFactory,
        factories.ResellerRelationshipFactory,
        factories.DelegatedAdminGrantFactory,
        factories.PartnerCustomerFactory,
        factories.SubscriptionFactory,
        factories.OfferFactory,
        factories.ServiceRequestFactory,
    ],
)
@pytest.mark.django_db
def test_the_other_rows_can_be_made(made):
    assert made().pk


@pytest.mark.django_db
def test_granular_and_terminated_grants_can_be_made():
    assert factories.DelegatedAdminGrantFactory(granular=True).ends_at
    assert factories.DelegatedAdminGrantFactory(terminated=True).ended_at
