"""Seats are given to people and taken from them: by a right, never more than there are, and the database agrees."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction

from customers.grants.actions.use import NoRight
from customers.services.actions import cancel_subscription, change_seats, suspend_subscription
from customers.services.actions.licences import assign_licences, take_licences
from customers.services.models import License, Subscription
from partnercenter.audit.models import AuditEvent
from tests import factories
from tests.refusals import code_of
from tests.services.conftest import agree, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant(partner, customer):
    relate(partner, customer)
    agree(customer)
    return factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)


@pytest.fixture
def sold(grant) -> Subscription:
    return factories.SubscriptionFactory(customer=grant.customer, sold=grant.partner, seats=3)


@pytest.fixture
def people(customer):
    return factories.DirectoryUserFactory.create_batch(4, customer=customer)


def assigned(subscription) -> int:
    """The count that the database keeps, which is the number of rows."""
    subscription.refresh_from_db()
    assert subscription.assigned == License.objects.filter(subscription=subscription).count()
    return subscription.assigned


def test_a_seat_is_given_taken_and_logged_with_the_right_that_it_used(sold, people, grant, partner_membership):
    assign_licences(subscription=sold, people=people[:2], by=partner_membership)
    assert assigned(sold) == 2
    taken = take_licences(subscription=sold, people=people[1:], by=partner_membership)
    assert taken == [people[1]]
    assert assigned(sold) == 1
    for action, about in (("licence.assigned", people[:2]), ("licence.taken", people[1:2])):
        events = AuditEvent.objects.filter(action=action)
        assert {event.object_id for event in events} == {person.public_id for person in about}
        assert {event.details["subscription"] for event in events} == {str(sold.public_id)}
        assert {event.details["grant"] for event in events} == {str(grant.public_id)}
    assert AuditEvent.objects.filter(action="grant.used").count() == 3


def test_all_of_the_chosen_get_a_seat_or_none(sold, people, partner_membership):
    assert code_of(assign_licences, subscription=sold, people=people, by=partner_membership) == "no_seat"
    assert assigned(sold) == 0
    assert not AuditEvent.objects.filter(action="grant.used").exists()


def test_who_has_a_seat_already_costs_no_second_one(sold, people, partner_membership):
    for _ in range(2):
        assign_licences(subscription=sold, people=people[:3], by=partner_membership)
    assert assigned(sold) == 3
    assert AuditEvent.objects.filter(action="licence.assigned").count() == 3


def test_people_of_another_directory_never_get_a_seat(sold, partner_membership):
    stranger = factories.DirectoryUserFactory()
    assert assign_licences(subscription=sold, people=[stranger], by=partner_membership) == []
    assert assigned(sold) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        License.objects.create(subscription=sold, user=stranger)


@pytest.mark.parametrize(
    ("traits", "code"),
    [
        ({"status": "suspended"}, "not_active"),
        ({"kind": "azure"}, "no_licences"),
        ({"kind": "software"}, "no_licences"),
        ({"seats": 1}, "no_seat"),
    ],
)
def test_what_gives_no_seats_is_refused_and_the_database_refuses_it_too(
    grant, people, partner_membership, traits, code
):
    row = factories.SubscriptionFactory(customer=grant.customer, sold=grant.partner, **traits)
    assert code_of(assign_licences, subscription=row, people=people[:2], by=partner_membership) == code
    with pytest.raises(IntegrityError), transaction.atomic():
        License.objects.bulk_create(License(subscription=row, user=person) for person in people[:2])
    assert assigned(row) == 0


def test_nobody_and_a_crowd_are_refused(sold, people, partner_membership):
    assert code_of(assign_licences, subscription=sold, people=[], by=partner_membership) == "nobody_chosen"
    crowd = people * 26
    assert code_of(take_licences, subscription=sold, people=crowd, by=partner_membership) == "too_many_chosen"


def test_without_a_right_nothing_is_given_or_taken(sold, people, grant, partner_membership, partner):
    held = factories.LicenseFactory(subscription=sold, user=people[0])
    helpdesk = factories.PartnerMembershipFactory(partner=partner, roles=["helpdesk_agent"])
    for by in (helpdesk, factories.PartnerMembershipFactory()):
        with pytest.raises(NoRight):
            assign_licences(subscription=sold, people=people[1:2], by=by)
        with pytest.raises(NoRight):
            take_licences(subscription=sold, people=people[:1], by=by)
    assert list(License.objects.filter(subscription=sold)) == [held]


def test_what_was_bought_elsewhere_is_assigned_with_rights_where_the_cloud_lets_partners(
    grant, people, partner_membership
):
    elsewhere = factories.SubscriptionFactory(customer=grant.customer, seats=2)
    assign_licences(subscription=elsewhere, people=people[:1], by=partner_membership)
    assert assigned(elsewhere) == 1
    cloud = grant.customer.cloud
    cloud.allows_multi_channel = False
    cloud.save()
    wanted = {"subscription": elsewhere, "people": people[1:2], "by": partner_membership}
    assert code_of(assign_licences, **wanted) == "closed_to_partner"


def test_seats_never_go_below_what_people_have(sold, people, partner_membership):
    assign_licences(subscription=sold, people=people[:2], by=partner_membership)
    with pytest.raises(ValidationError) as refused:
        change_seats(subscription=sold, seats=1, by=partner_membership)
    assert refused.value.code == "seats_assigned"
    assert "2 licences are assigned" in refused.value.messages[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.filter(pk=sold.pk).update(seats=1)
    change_seats(subscription=sold, seats=2, by=partner_membership)
    assert assigned(sold) == 2


def test_a_suspended_subscription_keeps_its_licences_and_a_cancelled_one_ends_them(sold, people, partner_membership):
    assign_licences(subscription=sold, people=people[:2], by=partner_membership)
    suspend_subscription(subscription=sold, by=partner_membership)
    take_licences(subscription=sold, people=people[:1], by=partner_membership)
    assert assigned(sold) == 1
    cancel_subscription(subscription=sold, by=partner_membership)
    sold.refresh_from_db()
    assert sold.status == "cancelled"
    assert sold.assigned == 1
    assert not License.objects.filter(subscription=sold).exists()


def test_a_licence_never_moves_to_another_person(sold, people):
    held = factories.LicenseFactory(subscription=sold, user=people[0])
    with pytest.raises(ProgrammingError), transaction.atomic():
        License.objects.filter(pk=held.pk).update(user=people[1])
