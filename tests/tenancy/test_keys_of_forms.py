"""The key of a form is no way to somebody else's row: not to read it, not to find out that it is there, no error."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from customers.services import actions
from customers.services.actions.ordering import Basket
from customers.services.actions.supporting import Matter
from customers.services.models import ServiceRequest, Subscription
from partnercenter.partners.models import Capacity, PartnerMembership
from tests import factories
from tests.invitations.acceptance_steps import agree

pytestmark = pytest.mark.django_db
MATTER = Matter("B", "Mail does not arrive", "Since this morning.")


@pytest.fixture
def first() -> PartnerMembership:
    return seller()


def seller() -> PartnerMembership:
    """An admin agent of a partner with a customer that has accepted the agreement."""
    member = factories.PartnerMembershipFactory()
    customer = factories.CustomerFactory()
    factories.ResellerRelationshipFactory(partner=member.partner, customer=customer)
    agree(customer, factories.UserFactory())
    return member


def serves(member: PartnerMembership):
    return member.partner.relationships.get().customer


def order(member: PartnerMembership, key: uuid.UUID) -> Subscription:
    offer = factories.OfferFactory(cloud=member.partner.cloud)
    basket = Basket(offer, offer.min_seats, Capacity.DIRECT)
    return actions.order(customer=serves(member), basket=basket, order_key=key, by=member)


def raise_request(member: PartnerMembership, key: uuid.UUID) -> ServiceRequest:
    return actions.raise_service_request(customer=serves(member), matter=MATTER, request_key=key, by=member)


@pytest.mark.parametrize(("deed", "model"), [(order, Subscription), (raise_request, ServiceRequest)])
def test_another_partners_key_is_refused_and_nothing_is_written(first, deed, model) -> None:
    key = uuid.uuid4()
    made = deed(first, key)
    with pytest.raises(ValidationError) as refused:
        deed(seller(), key)
    assert refused.value.code == "foreign_key"
    assert list(model.objects.all()) == [made]


@pytest.mark.parametrize("deed", [order, raise_request])
def test_ones_own_key_gives_the_first_result_again(first, deed) -> None:
    key = uuid.uuid4()
    assert deed(first, key) == deed(first, key)
