"""The duty of support: owed while something is in force, until an operator marks the contract as renegotiated."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from customers.directory.models import Customer
from customers.relationships.actions import mark_renegotiated, withdraw_renegotiation
from customers.relationships.duty import Duty, duty_of, judge_duty
from customers.relationships.models import Renegotiation
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import Partner
from tests import factories

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("since", "marked_at", "duty"),
    [
        (None, None, Duty(is_owed=False)),
        (None, NOON, Duty(is_owed=False)),
        (NOON, None, Duty(is_owed=True)),
        (NOON, NOON + timedelta(days=1), Duty(is_owed=False, renegotiated_on=DAY)),
        (NOON, NOON, Duty(is_owed=False, renegotiated_on=DAY)),
        (NOON + timedelta(days=1), NOON, Duty(is_owed=True)),
    ],
    ids=["nothing lives", "nothing lives any more", "unmarked", "marked", "marked at once", "something new since"],
)
def test_the_duty_by_what_lives_and_the_mark(since: datetime | None, marked_at: datetime | None, duty: Duty) -> None:
    assert judge_duty(since, marked_at, DAY if marked_at else None) == duty


@pytest.fixture
def operator(db: None) -> User:
    return factories.UserFactory(operator=True)


def mark(partner: Partner, customer: Customer, by: User, **changes: object) -> Renegotiation:
    facts = {"on": timezone.now().date() - timedelta(days=2), "reason": "New terms, case 4711."}
    return mark_renegotiated(partner=partner, customer=customer, **facts | changes, by=by)


def test_a_mark_ends_the_duty_and_is_logged_without_its_words(
    partner: Partner, customer: Customer, operator: User
) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    assert duty_of(partner, customer).is_owed

    made = mark(partner, customer, operator)

    assert duty_of(partner, customer) == Duty(is_owed=False, renegotiated_on=made.renegotiated_on)
    event = AuditEvent.objects.get(action="renegotiation.marked")
    assert (event.side, event.partner_id, event.customer_id) == ("operator", partner.public_id, customer.public_id)
    assert event.details == {"on": made.renegotiated_on.isoformat()}


def test_the_duty_lives_with_the_relationship_and_is_each_pairs_own(
    partner: Partner, customer: Customer, operator: User
) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer, ended=True)
    other = factories.ResellerRelationshipFactory(customer=customer).partner
    assert duty_of(partner, customer) == Duty(is_owed=False)
    assert duty_of(other, customer).is_owed


def test_a_relationship_that_begins_later_brings_the_duty_back(
    partner: Partner, customer: Customer, operator: User
) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    mark(partner, customer, operator)
    provider = factories.PartnerFactory(provider=True)
    factories.ResellerRelationshipFactory(
        partner=partner, customer=customer, capacity="reseller", provider=provider, started_at=timezone.now()
    )
    assert duty_of(partner, customer).is_owed
    assert mark(partner, customer, operator).withdrawn_at is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"on": timezone.now().date() + timedelta(days=2)}, "future_day"), ({}, "no_duty")],
    ids=["in the future", "without a duty"],
)
def test_a_mark_that_means_nothing_is_refused(
    partner: Partner, customer: Customer, operator: User, changes: dict, code: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        mark(partner, customer, operator, **changes)
    assert refused.value.code == code


def test_a_second_mark_is_refused(partner: Partner, customer: Customer, operator: User) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    mark(partner, customer, operator)
    with pytest.raises(ValidationError):
        mark(partner, customer, operator)


def test_a_mark_can_be_taken_back_once_and_the_duty_stands_again(
    partner: Partner, customer: Customer, operator: User
) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    made = mark(partner, customer, operator)

    withdraw_renegotiation(mark=made, by=operator)

    assert duty_of(partner, customer).is_owed
    assert AuditEvent.objects.filter(action="renegotiation.withdrawn", object_id=made.public_id).exists()
    with pytest.raises(ValidationError) as refused:
        withdraw_renegotiation(mark=made, by=operator)
    assert refused.value.code == "withdrawn_already"


def test_the_database_keeps_a_mark_as_it_was_set(partner: Partner, customer: Customer, operator: User) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    made = mark(partner, customer, operator)
    for change in ({"renegotiated_on": date(2020, 1, 1)}, {"reason": "Another"}, {"withdrawn_at": timezone.now()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Renegotiation.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()
