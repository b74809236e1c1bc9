"""What pages and rules read: what was bought elsewhere, what blocks an end, what can be ordered."""

import pytest

from customers.services.queries import (
    blockers_of,
    bought_elsewhere,
    has_sold_something_living,
    holds_rights,
    is_service_taken,
    newer_terms,
    offers_for,
    subscriptions_resold_by,
    terms_of,
)
from tests import factories
from tests.services.conftest import agree, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(partner, customer):
    """One of the partner's own, and living and cancelled ones of other channels."""
    sold = factories.SubscriptionFactory
    sold(customer=customer, sold=partner, name="Own")
    sold(customer=customer, sold=factories.PartnerFactory(), name="By another", seats=7)
    sold(customer=customer, channel="enterprise", name="Enterprise", seats=9, status="suspended")
    sold(customer=customer, channel="enterprise", name="Azure plan", kind="azure", seats=1)
    sold(customer=customer, name="Gone", status="cancelled")
    sold(name="Another customer's")


def test_elsewhere_holds_service_name_seats_and_state_of_the_living_alone(others, partner, customer) -> None:
    found = bought_elsewhere(partner, customer)
    assert {(each.name, each.seats, each.status) for each in found} == {
        ("By another", 7, "active"),
        ("Enterprise", 9, "suspended"),
        ("Azure plan", None, "active"),
    }
    assert set(vars(found[0])) == {"service", "name", "seats", "status"}


def test_a_reseller_sees_what_its_present_provider_sold_with_it(customer) -> None:
    tied = factories.PartnershipFactory()
    sold = factories.SubscriptionFactory(customer=customer, sold=tied.provider, reseller=tied.reseller)
    assert not subscriptions_resold_by(tied.reseller, customer).exists()
    relate(tied.reseller, customer, "reseller", tied.provider)
    assert list(subscriptions_resold_by(tied.reseller, customer)) == [sold]
    assert bought_elsewhere(tied.reseller, customer) == []


@pytest.mark.parametrize(
    ("kind", "status", "blocks"),
    [
        ("licence", "active", True),
        ("licence", "suspended", False),
        ("azure", "active", True),
        ("azure", "suspended", False),
        ("software", "suspended", True),
        ("reservation", "suspended", True),
        ("reservation", "cancelled", False),
        ("software", "cancelled", False),
        ("licence", "cancelled", False),
    ],
)
def test_what_blocks_the_end_of_a_relationship(partner, customer, kind, status, blocks) -> None:
    factories.SubscriptionFactory(customer=customer, sold=partner, kind=kind, status=status)
    factories.SubscriptionFactory(customer=customer, sold=factories.PartnerFactory())
    assert blockers_of(partner, customer).count() == int(blocks)
    assert has_sold_something_living(partner, customer) is (status != "cancelled")


def test_a_suspended_partners_rights_have_no_effect(partner, customer) -> None:
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)
    assert holds_rights(partner, customer)
    partner.status, partner.suspended_at = "suspended", factories.ago(hours=1)
    partner.suspended_by = factories.UserFactory(operator=True)
    partner.save()
    assert not holds_rights(partner, customer)


def test_a_service_is_taken_by_another_partner_alone(partner, customer) -> None:
    factories.SubscriptionFactory(customer=customer, sold=partner, service="Azure")
    factories.SubscriptionFactory(customer=customer, service="Visio")
    assert not is_service_taken(customer, "Azure", besides=partner)
    assert not is_service_taken(customer, "Visio", besides=partner)
    assert is_service_taken(customer, "Azure", besides=factories.PartnerFactory())


def test_the_catalogue_for_a_customer_is_of_its_cloud_and_market(customer) -> None:
    here = factories.OfferFactory(market_group=factories.market_group("JP"))
    factories.OfferFactory(market_group=factories.market_group("US"))
    factories.OfferFactory(is_available=False)
    factories.OfferFactory(cloud=factories.cloud("germany"))
    found = offers_for(customer)
    assert here in found
    assert {offer.cloud.code for offer in found} == {"public"}
    assert {offer.service for offer in found if offer.service == "Harbour Mail"} == {"Harbour Mail"}
    assert len([offer for offer in found if offer.service == "Harbour Mail"]) == 1


def test_terms_are_what_was_accepted_last_and_newer_ones_are_known(customer) -> None:
    assert terms_of(customer) is None
    old = agree(customer, version="2025-01").text
    assert terms_of(customer) == old
    assert newer_terms(customer, old).status == "published"
    current = agree(customer).text
    assert terms_of(customer) == current
    assert newer_terms(customer, current) is None
