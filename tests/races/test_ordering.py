"""Where one partner may sell each service: two that order it at once for one customer (R-53)."""

from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from customers.services.actions import order
from customers.services.actions.ordering import Basket
from customers.services.models import Subscription
from tests import factories
from tests.races.starting import at_once
from tests.services.conftest import agree, relate

pytestmark = [pytest.mark.race, pytest.mark.django_db]
ROUNDS = 8


def test_of_two_partners_who_order_one_service_at_once_in_china_exactly_one_wins() -> None:
    cloud = factories.cloud("china")
    people = [
        factories.PartnerMembershipFactory(partner=factories.PartnerFactory(cloud=cloud, country="CN"))
        for _ in range(2)
    ]
    for number in range(ROUNDS):
        customer = factories.CustomerFactory(cloud=cloud, country="CN")
        agree(customer)
        offer = factories.OfferFactory(cloud=cloud, service=f"Service {number}")
        for person in people:
            relate(person.partner, customer)
        jobs = [
            partial(order, customer=customer, basket=Basket(offer, 5, "direct"), order_key=uuid4(), by=person)
            for person in people
        ]
        results = at_once(*jobs)
        refused = [each for each in results if isinstance(each, ValidationError)]
        assert [each.code for error in refused for each in error.error_dict["offer"]] == ["service_not_free"], results
        assert Subscription.objects.filter(customer=customer).count() == 1


def test_the_same_form_pressed_twice_at_once_orders_once() -> None:
    person = factories.PartnerMembershipFactory()
    customer, offer = factories.CustomerFactory(), factories.OfferFactory()
    agree(customer)
    relate(person.partner, customer)
    press = partial(order, customer=customer, basket=Basket(offer, 5, "direct"), order_key=uuid4(), by=person)
    first, second = at_once(press, press)
    assert isinstance(first, Subscription)
    assert first == second
