"""What is cancelled for the end of its term, and what is suspended too long: when it ends, and who is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from customers.services.actions import (
    cancel_subscription,
    keep_subscription,
    resume_subscription,
    suspend_subscription,
)
from customers.services.actions.lapsing import end_by_itself, end_due
from customers.services.models import Subscription
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.services.conftest import agree

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(related, partner) -> Subscription:
    """Licences with a term of a year that began 40 days ago: the window to cancel is over."""
    return factories.SubscriptionFactory(
        customer=related, sold=partner, ordered_at=factories.ago(days=40), term_months=12,
        cancel_until=factories.ago(days=33),
    )  # fmt: skip


def told(kind: str) -> set[str]:
    return set(OutboundEmail.objects.filter(kind=f"subscription.{kind}").values_list("recipient", flat=True))


def let_time_pass(subscription: Subscription) -> None:
    Subscription.objects.filter(pk=subscription.pk).update(ends_at=factories.ago(minutes=1))


def test_after_its_window_a_cancellation_waits_for_the_end_of_the_term(
    old, partner_membership, customer_membership
) -> None:
    asked = cancel_subscription(subscription=old, by=partner_membership)
    assert (asked.status, asked.cancelled_at) == ("active", None)
    assert timedelta(days=320) < asked.ends_at - timezone.now() < timedelta(days=327)
    both = {customer_membership.user.email, partner_membership.user.email}
    assert told("ending") == both
    assert AuditEvent.objects.get(action="subscription.ending").details == {"ends_at": asked.ends_at.isoformat()}
    with pytest.raises(ValidationError) as refusal:
        cancel_subscription(subscription=old, by=partner_membership)
    assert refusal.value.code == "already_ending"
    assert end_due() == 0
    let_time_pass(old)
    assert (end_due(), end_due()) == (1, 0)
    assert Subscription.objects.get().status == "cancelled"
    assert told("ended") == both
    ended = AuditEvent.objects.get(action="subscription.ended")
    assert (ended.side, ended.actor_id, ended.partner_id) == ("system", None, partner_membership.partner.public_id)


def test_a_cancellation_that_waits_can_be_taken_back(old, partner_membership, customer_membership) -> None:
    cancel_subscription(subscription=old, by=partner_membership)
    kept = keep_subscription(subscription=old, by=partner_membership)
    assert (kept.cancel_asked_at, kept.ends_at) == (None, None)
    assert told("kept") == {customer_membership.user.email, partner_membership.user.email}
    with pytest.raises(ValidationError) as refusal:
        keep_subscription(subscription=old, by=partner_membership)
    assert refusal.value.code == "not_ending"


def test_a_suspension_that_nobody_ends_ends_the_subscription(old, partner_membership) -> None:
    suspended = suspend_subscription(subscription=old, by=partner_membership)
    assert timedelta(days=89) < suspended.ends_at - timezone.now() <= timedelta(days=90)
    assert resume_subscription(subscription=old, by=partner_membership).ends_at is None
    suspend_subscription(subscription=old, by=partner_membership)
    let_time_pass(old)
    assert end_due() == 1
    assert Subscription.objects.get().status == "cancelled"


def test_who_resumes_what_waits_for_its_end_finds_that_end_again(old, partner_membership) -> None:
    asked = cancel_subscription(subscription=old, by=partner_membership)
    suspended = suspend_subscription(subscription=old, by=partner_membership)
    assert suspended.ends_at < asked.ends_at
    assert resume_subscription(subscription=old, by=partner_membership).ends_at == asked.ends_at


def test_what_was_kept_while_the_job_ran_does_not_end(old, partner_membership) -> None:
    """The job read it as due; under the lock it is due no more."""
    cancel_subscription(subscription=old, by=partner_membership)
    keep_subscription(subscription=old, by=partner_membership)
    assert not end_by_itself(old)


def test_without_any_agreement_nothing_changes(customer, partner, partner_membership) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    imported = factories.SubscriptionFactory(customer=customer, sold=partner)
    for act in (suspend_subscription, cancel_subscription):
        with pytest.raises(ValidationError) as refusal:
            act(subscription=imported, by=partner_membership)
        assert refusal.value.code == "agreement_missing"
    agree(customer)
    assert cancel_subscription(subscription=imported, by=partner_membership).status == "cancelled"
