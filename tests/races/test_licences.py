"""Fifty people, ten free seats, one moment."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from customers.services.actions import change_seats
from customers.services.actions.licences import assign_licences
from customers.services.models import License, Subscription
from tests import factories
from tests.races.starting import at_once
from tests.services.conftest import agree, relate

pytestmark = [pytest.mark.race, pytest.mark.django_db]
SEATS, PRESSES = 10, 50


def sell(seats: int) -> tuple[Subscription, object]:
    """A subscription with free seats, and somebody who may assign them."""
    by = factories.PartnerMembershipFactory()
    customer = factories.CustomerFactory(cloud=by.partner.cloud)
    relate(by.partner, customer)
    agree(customer)
    factories.DelegatedAdminGrantFactory(partner=by.partner, customer=customer)
    return factories.SubscriptionFactory(customer=customer, sold=by.partner, seats=seats), by


def test_fifty_assignments_at_once_on_ten_free_seats_give_exactly_ten() -> None:
    sold, by = sell(SEATS)
    people = factories.DirectoryUserFactory.create_batch(PRESSES, customer=sold.customer)
    results = at_once(*(partial(assign_licences, subscription=sold, people=[each], by=by) for each in people))
    given = [each for each in results if isinstance(each, list)]
    refused = [each for each in results if isinstance(each, ValidationError)]
    assert len(given) == SEATS, results
    assert {each.code for each in refused} == {"no_seat"}
    sold.refresh_from_db()
    assert sold.assigned == License.objects.filter(subscription=sold).count() == SEATS


def test_seats_that_are_lowered_in_that_moment_hold_everybody_who_got_one() -> None:
    sold, by = sell(SEATS)
    people = factories.DirectoryUserFactory.create_batch(SEATS, customer=sold.customer)
    presses = [partial(assign_licences, subscription=sold, people=[each], by=by) for each in people]
    at_once(*presses, *(partial(change_seats, subscription=sold, seats=number, by=by) for number in (1, 3, 5)))
    sold.refresh_from_db()
    assert sold.assigned == License.objects.filter(subscription=sold).count() <= sold.seats
