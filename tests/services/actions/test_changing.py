"""What one sold: seats, suspend, resume, cancel. No rights are needed; the relationship is."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from customers.services.actions import cancel_subscription, change_seats, resume_subscription, suspend_subscription
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import PartnerRole
from tests import factories

pytestmark = pytest.mark.django_db
ACTS = {
    "seats": lambda subscription, by: change_seats(subscription=subscription, seats=12, by=by),
    "suspend": lambda subscription, by: suspend_subscription(subscription=subscription, by=by),
    "cancel": lambda subscription, by: cancel_subscription(subscription=subscription, by=by),
}


def test_seats_change_within_the_offer_and_the_event_holds_both_numbers(bought, partner_membership) -> None:
    change_seats(subscription=bought, seats=12, by=partner_membership)
    bought.refresh_from_db()
    assert bought.seats == 12
    assert AuditEvent.objects.get(action="subscription.seats_changed").details == {"before": 10, "after": 12}
    with pytest.raises(ValidationError) as refusal:
        change_seats(subscription=bought, seats=301, by=partner_membership)
    assert refusal.value.code == "seats_out_of_range"


def test_the_same_number_of_seats_is_no_change(bought, partner_membership) -> None:
    change_seats(subscription=bought, seats=10, by=partner_membership)
    assert not AuditEvent.objects.filter(action="subscription.seats_changed").exists()


def test_suspending_and_resuming_keep_seats_and_terms(bought, partner_membership) -> None:
    suspended = suspend_subscription(subscription=bought, by=partner_membership)
    assert (suspended.status, suspended.suspended_at is not None) == ("suspended", True)
    resumed = resume_subscription(subscription=bought, by=partner_membership)
    assert (resumed.status, resumed.suspended_at) == ("active", None)
    assert (resumed.seats, resumed.terms_id) == (bought.seats, bought.terms_id)


def test_cancelling_is_for_good_and_tells_both_sides(bought, partner_membership, customer_membership) -> None:
    cancelled = cancel_subscription(subscription=bought, by=partner_membership)
    assert cancelled.cancelled_at
    told = OutboundEmail.objects.filter(kind="subscription.cancelled").values_list("recipient", flat=True)
    assert set(told) == {customer_membership.user.email, partner_membership.user.email}
    for act in (*ACTS.values(), lambda subscription, by: resume_subscription(subscription=subscription, by=by)):
        with pytest.raises(ValidationError) as refusal:
            act(bought, partner_membership)
        assert refusal.value.code == "already_cancelled"


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [PartnerRole.HELPDESK_AGENT, PartnerRole.GLOBAL_ADMIN, PartnerRole.VIEWER])
def test_other_roles_change_nothing(bought, partner, act, role) -> None:
    with pytest.raises(PermissionDenied):
        ACTS[act](bought, factories.PartnerMembershipFactory(partner=partner, roles=[role]))


@pytest.mark.parametrize("act", ACTS)
def test_what_another_partner_sold_is_out_of_reach_with_full_rights_too(related, partner_membership, act) -> None:
    factories.DelegatedAdminGrantFactory(partner=partner_membership.partner, customer=related)
    theirs = factories.SubscriptionFactory(customer=related, sold=factories.PartnerFactory())
    with pytest.raises(ValidationError) as refusal:
        ACTS[act](theirs, partner_membership)
    assert refusal.value.code == "not_sold_by_you"


@pytest.mark.parametrize("act", ACTS)
def test_after_the_relationship_nothing_can_be_changed(bought, related, partner_membership, act) -> None:
    relationship = related.relationships.get()
    relationship.status, relationship.ended_at = "ended", factories.ago(hours=1)
    if hasattr(relationship, "ended_side"):
        relationship.ended_side = "partner"
    relationship.save()
    with pytest.raises(ValidationError) as refusal:
        ACTS[act](bought, partner_membership)
    assert refusal.value.code == "no_relationship"


@pytest.mark.parametrize("act", ACTS)
def test_a_suspended_partner_changes_nothing(bought, partner, partner_membership, act) -> None:
    partner.status, partner.suspended_at = "suspended", factories.ago(hours=1)
    partner.suspended_by = factories.UserFactory(operator=True)
    partner.save()
    with pytest.raises(ValidationError) as refusal:
        ACTS[act](bought, partner_membership)
    assert refusal.value.code == "suspended"
