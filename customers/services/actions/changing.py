"""A partner changes what it sold: seats, suspend, resume, cancel. Needs no admin rights (decisions §8, R-78)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from customers.services.actions.actors import check_role, log_subscription
from customers.services.actions.locking import lock_customer, lock_subscription
from customers.services.holdings import tie_of
from customers.services.mails.orders import tell_cancelled
from customers.services.models import Subscription
from customers.services.queries import standing_of, terms_of
from customers.services.rules.channels import REASONS, Act, why_not
from customers.services.rules.ordering import check_agreement, check_live, check_move, check_seats
from partnercenter.partners.access import Capability
from partnercenter.partners.models import Partner, PartnerMembership

Status = Subscription.Status


@transaction.atomic
def change_seats(*, subscription: Subscription, seats: int, by: PartnerMembership) -> Subscription:
    """Set the number of seats; the number that it has already changes and logs nothing.

    Raises PermissionDenied for the roles, ValidationError with a `Why` of the channels table, `already_cancelled`,
    `agreement_missing` or `seats_out_of_range`.
    """
    current = lock_for(subscription, Act.CHANGE_SEATS, by=by)
    check_live(current)
    check_agreement(is_accepted=terms_of(current.customer) is not None)
    check_seats(current.offer, seats)
    if current.seats != seats:
        before, current.seats = current.seats, seats
        current.save(update_fields=["seats"])
        log_subscription("subscription.seats_changed", current, by, before=before, after=seats)
    return current


@transaction.atomic
def suspend_subscription(*, subscription: Subscription, by: PartnerMembership) -> Subscription:
    """Stop it for a while; it keeps its seats. Raises as `change_seats`, or `already_…` for a move that is none."""
    return move(lock_for(subscription, Act.SUSPEND, by=by), Status.SUSPENDED, "subscription.suspended", by=by)


@transaction.atomic
def resume_subscription(*, subscription: Subscription, by: PartnerMembership) -> Subscription:
    """Let a suspended one go on. Raises as `suspend_subscription`."""
    return move(lock_for(subscription, Act.RESUME, by=by), Status.ACTIVE, "subscription.resumed", by=by)


@transaction.atomic
def cancel_subscription(*, subscription: Subscription, by: PartnerMembership) -> Subscription:
    """End it for good and tell the customer's admins. Raises as `suspend_subscription`."""
    cancelled = move(lock_for(subscription, Act.CANCEL, by=by), Status.CANCELLED, "subscription.cancelled", by=by)
    tell_cancelled(cancelled)
    return cancelled


def lock_for(subscription: Subscription, act: Act, *, by: PartnerMembership) -> Subscription:
    """The row, locked behind its customer's and read afresh, once the act is open to `by`'s partner."""
    check_role(by, Capability.ORDER)
    customer = lock_customer(subscription.customer_id)
    current = lock_subscription(subscription)
    standing = standing_of(Partner.objects.get(pk=by.partner_id), customer)
    closed = why_not(tie_of(standing, current), act)
    if closed:
        raise ValidationError(REASONS[closed], code=closed.value)
    return current


def move(current: Subscription, to: Status, action: str, *, by: PartnerMembership) -> Subscription:
    """One move of the table, its time and its event."""
    check_move(current, to)
    now = timezone.now()
    current.status = to
    current.suspended_at = now if to == Status.SUSPENDED else None if to == Status.ACTIVE else current.suspended_at
    current.cancelled_at = now if to == Status.CANCELLED else None
    current.save(update_fields=["status", "suspended_at", "cancelled_at"])
    log_subscription(action, current, by)
    return current
