"""A relationship ends while something is ordered or resumed under it; wishes and jobs that meet."""

from functools import partial
from uuid import uuid4

import pytest

from customers.relationships.actions import ask_to_end, leave_customer
from customers.relationships.actions.life import close_due, remind_due
from customers.relationships.models import AskedEnd, AskedEndNotice, ResellerRelationship
from customers.services.actions import order, resume_subscription
from customers.services.actions.ordering import Basket
from customers.services.models import Subscription
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.races.starting import at_once
from tests.services.conftest import agree, relate

pytestmark = [pytest.mark.race, pytest.mark.django_db]
ROUNDS = 4


def test_what_is_ordered_or_resumed_at_the_moment_of_the_end_is_never_left_active_behind_it() -> None:
    person = factories.PartnerMembershipFactory()
    for number in range(ROUNDS):
        customer, offer = factories.CustomerFactory(), factories.OfferFactory()
        agree(customer)
        relate(person.partner, customer)
        relationship = ResellerRelationship.objects.get(partner=person.partner, customer=customer)
        kept = factories.SubscriptionFactory(customer=customer, sold=person.partner, status="suspended")
        sell = [
            partial(order, customer=customer, basket=Basket(offer, 5, "direct"), order_key=uuid4(), by=person),
            partial(resume_subscription, subscription=kept, by=person),
        ][number % 2]

        results = at_once(partial(leave_customer, relationship=relationship, by=person), sell)

        relationship.refresh_from_db()
        active = Subscription.objects.filter(customer=customer, status="active").exists()
        assert active == (relationship.status == "active"), results


def test_a_wish_pressed_twice_is_one_wish() -> None:
    relationship = factories.ResellerRelationshipFactory()
    admin = factories.CustomerMembershipFactory(customer=relationship.customer)
    results = at_once(*[partial(ask_to_end, relationship=relationship, by=admin)] * 2)
    assert [getattr(each, "code", "") for each in results].count("asked_already") == 1, results
    assert AskedEnd.objects.filter(relationship=relationship).count() == 1


def test_two_jobs_at_once_remind_once_and_settle_once() -> None:
    relationship = factories.ResellerRelationshipFactory()
    factories.PartnerMembershipFactory(partner=relationship.partner)
    factories.CustomerMembershipFactory(customer=relationship.customer)
    asked = factories.AskedEndFactory(relationship=relationship, answer_by=factories.ago(days=-1))

    at_once(*[partial(remind_due, None)] * 2)
    results = at_once(*[partial(close_due, asked.answer_by)] * 2)

    assert AskedEndNotice.objects.filter(asked=asked).count() == 1
    assert OutboundEmail.objects.filter(kind="relationship.end_reminded_partner", about_id=asked.public_id).count() == 1
    assert sorted(results) == [0, 1]
    relationship.refresh_from_db()
    assert (relationship.status, relationship.ended_side) == ("ended", "system")
