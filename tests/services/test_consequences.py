"""What a partner's or customer's deed brings along, walked from the order to the end of the relationship: each step in
its documented order (R-78 to R-84), told to both sides, and traced in the log."""

import pytest
from django.core.exceptions import ValidationError

from customers.relationships.actions import end_rights
from customers.relationships.actions.leaving import leave_customer
from customers.relationships.models import ResellerRelationship
from customers.services.actions import (
    cancel_subscription,
    change_seats,
    keep_subscription,
    resume_subscription,
    suspend_subscription,
)
from customers.services.actions.lapsing import end_by_itself
from customers.services.holdings import holdings_of
from customers.services.models import Subscription
from customers.services.queries import standing_of
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def sold(related, partner) -> dict[str, Subscription]:
    """One of each kind; the licences with a term whose window is over."""
    facts = {"licence": {"term_months": 12, "cancel_until": factories.ago(days=1), "ordered_at": factories.ago(days=9)}}
    return {
        kind: factories.SubscriptionFactory(
            customer=related, sold=partner, kind=kind, name=f"One {kind}", **facts.get(kind, {})
        )
        for kind in ("reservation", "software", "licence", "azure")
    }


class Since:
    """What the log and the mailbox have got since the last look."""

    def __init__(self) -> None:
        self.events, self.mails = 0, 0
        self.look()

    def look(self) -> tuple[list[str], dict[str, set[str]]]:
        events = AuditEvent.objects.filter(pk__gt=self.events).order_by("pk")
        mails = OutboundEmail.objects.filter(pk__gt=self.mails).order_by("pk")
        found = [event.action for event in events]
        told: dict[str, set[str]] = {}
        for mail in mails:
            told.setdefault(mail.kind, set()).add(mail.recipient)
            assert "%(" not in render(mail).text
        self.events = max([self.events, *(event.pk for event in events)])
        self.mails = max([self.mails, *(mail.pk for mail in mails)])
        return found, told


def test_each_change_of_what_was_sold_tells_both_sides_and_stands_in_the_log(
    sold, partner_membership, customer_membership
) -> None:
    both, since = {partner_membership.user.email, customer_membership.user.email}, Since()
    licences, by = sold["licence"], partner_membership
    change_seats(subscription=licences, seats=30, by=by)
    assert since.look() == (["subscription.seats_changed"], {"subscription.seats_changed": both})
    for act, event in (
        (suspend_subscription, "suspended"),
        (resume_subscription, "resumed"),
        (cancel_subscription, "ending"),
        (keep_subscription, "kept"),
        (cancel_subscription, "ending"),
    ):
        act(subscription=licences, by=by)
        assert since.look() == ([f"subscription.{event}"], {f"subscription.{event}": both})
    Subscription.objects.filter(pk=licences.pk).update(ends_at=factories.ago(minutes=1))
    end_by_itself(licences)
    assert since.look() == (["subscription.ended"], {"subscription.ended": both})
    for kind in ("reservation", "software", "azure"):
        cancel_subscription(subscription=sold[kind], by=by)
        assert since.look() == (["subscription.cancelled"], {"subscription.cancelled": both})


def test_a_relationship_ends_in_the_order_of_r_80_and_nothing_that_was_sold_ends_with_it(
    sold, related, partner, partner_membership, customer_membership
) -> None:
    relationship = ResellerRelationship.objects.get(partner=partner, customer=related)

    def refusal() -> str:
        with pytest.raises(ValidationError) as refused:
            leave_customer(relationship=relationship, by=partner_membership)
        return " ".join(refused.value.messages)

    for kind in sold:
        assert f"One {kind}" in refusal(), "each blocker is named"
    cancel_subscription(subscription=sold["reservation"], by=partner_membership)
    assert "One reservation" not in refusal()
    cancel_subscription(subscription=sold["software"], by=partner_membership)
    cancel_subscription(subscription=sold["licence"], by=partner_membership)
    assert "One licence" in refusal(), "it goes on to the end of its term"
    for kind in ("licence", "azure"):
        assert f"One {kind}" in refusal()
        suspend_subscription(subscription=sold[kind], by=partner_membership)
    since = Since()
    leave_customer(relationship=relationship, by=partner_membership)
    events, told = since.look()
    assert "relationship.ended" in events
    people = set().union(*told.values())
    assert {partner_membership.user.email, customer_membership.user.email} <= people
    left = dict(Subscription.objects.values_list("kind", "status"))
    assert left == {"reservation": "cancelled", "software": "cancelled", "licence": "suspended", "azure": "suspended"}
    with pytest.raises(ValidationError) as closed:
        resume_subscription(subscription=sold["azure"], by=partner_membership)
    assert closed.value.code == "no_relationship"


def test_rights_that_are_removed_close_what_needs_them_and_leave_what_was_sold(
    sold, related, partner, partner_membership, customer_membership
) -> None:
    grant = factories.DelegatedAdminGrantFactory(partner=partner, customer=related)
    elsewhere = factories.SubscriptionFactory(customer=related, name="Bought directly")
    since, by = Since(), partner_membership
    end_rights(grant=grant, side="customer", reason="Enough", by=customer_membership.user)
    events, told = since.look()
    assert events == ["grant.ended"]
    assert {by.user.email, customer_membership.user.email} <= set().union(*told.values())
    holdings = holdings_of(standing_of(partner, related, by=by), sees_services=False)
    assert holdings.elsewhere is None
    open_acts = {held.subscription.kind: sorted(map(str, held.offered)) for held in holdings.sold}
    assert open_acts["licence"] == ["cancel", "change_seats", "suspend"], "selling needs no rights (R-78)"
    needing = {held.subscription.kind: held.closed["set_up"] for held in holdings.sold}  # type: ignore[index]
    assert needing["azure"] is None, "what it provisioned itself (S3)"
    assert needing["licence"] == "no_rights"
    elsewhere.refresh_from_db()
    assert elsewhere.status == "active"
    assert change_seats(subscription=sold["licence"], seats=26, by=by).seats == 26
