"""A partner changes what it sold: seats, suspend, resume, cancel. Needs no admin rights (decisions §8, R-78).

Seats and cancellations of what a customer bought directly are its own administrators' (decisions §9).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from customers.directory.models import Customer
from customers.services.actions.actors import Orderer, check_buyer, check_role, log_subscription
from customers.services.actions.locking import lock_customer, lock_subscription
from customers.services.holdings import tie_of
from customers.services.mails import orders as mails
from customers.services.models import Subscription
from customers.services.queries import standing_of, terms_of
from customers.services.rules import terms as rules
from customers.services.rules.channels import REASONS, Act, Why, why_not, why_not_buyer
from customers.services.rules.licences import check_seats_cover
from customers.services.rules.ordering import check_agreement, check_own_agreement, check_seats
from partnercenter.partners.access import Capability
from partnercenter.partners.models import Partner, PartnerMembership

Status = Subscription.Status


@transaction.atomic
def change_seats(*, subscription: Subscription, seats: int, by: Orderer) -> Subscription:
    """Set the number of seats and tell both sides; the number that it has already changes nothing.

    Raises PermissionDenied for the roles, ValidationError with a `Why` of the channels table, `agreement_missing`,
    `already_cancelled`, `kind_has_no_seats`, `seats_out_of_range` or `seats_assigned`.
    """
    current = lock_for(subscription, Act.CHANGE_SEATS, by=by)
    rules.check_act(current, Act.CHANGE_SEATS)
    check_seats(current.offer, seats)
    check_seats_cover(current, seats)
    if current.seats != seats:
        before, current.seats = current.seats, seats
        current.save(update_fields=["seats"])
        log_subscription("subscription.seats_changed", current, by, before=before, after=seats)
        mails.tell(mails.SEATS_CHANGED, current, by=by, before=before, after=seats)
    return current


@transaction.atomic
def suspend_subscription(*, subscription: Subscription, by: PartnerMembership) -> Subscription:
    """Stop it for a while; it keeps its seats, and ends by itself if nobody resumes it (`rules.terms`).

    Raises as `change_seats`, `kind_never_suspends`, or `already_…` for a move that is none.
    """
    current = lock_for(subscription, Act.SUSPEND, by=by)
    rules.check_act(current, Act.SUSPEND)
    now = timezone.now()
    current.ends_at = rules.end_of_suspension(current, now)
    current.status, current.suspended_at = Status.SUSPENDED, now
    return save(current, mails.SUSPENDED, by=by)


@transaction.atomic
def resume_subscription(*, subscription: Subscription, by: PartnerMembership) -> Subscription:
    """Let a suspended one go on; a cancellation that waits for the end of the term stays. Raises as above."""
    current = lock_for(subscription, Act.RESUME, by=by)
    rules.check_act(current, Act.RESUME)
    current.ends_at = rules.end_after_resuming(current)
    current.status, current.suspended_at = Status.ACTIVE, None
    return save(current, mails.RESUMED, by=by)


@transaction.atomic
def cancel_subscription(*, subscription: Subscription, by: Orderer) -> Subscription:
    """End it at once where its window is open or it has no term; else let it end with its term (R-82).

    Raises as `change_seats`, `already_ending`, or `already_cancelled`.
    """
    current = lock_for(subscription, Act.CANCEL, by=by)
    rules.check_act(current, Act.CANCEL)
    now = timezone.now()
    if rules.ends_at_once(current, now):
        current.status, current.cancelled_at = Status.CANCELLED, now
        return save(current, mails.CANCELLED, by=by)
    ends = [at for at in (rules.end_of_term(current, now), current.ends_at) if at]
    current.cancel_asked_at, current.ends_at = now, min(ends)
    return save(current, mails.ENDING, by=by)


@transaction.atomic
def keep_subscription(*, subscription: Subscription, by: Orderer) -> Subscription:
    """Take back a cancellation that waits for the end of the term. Raises as `change_seats`, or `not_ending`."""
    current = lock_for(subscription, Act.KEEP, by=by)
    rules.check_act(current, Act.KEEP)
    current.cancel_asked_at = current.ends_at = None
    if current.suspended_at:
        current.ends_at = rules.end_of_suspension(current, current.suspended_at)
    return save(current, mails.KEPT, by=by)


def lock_for(subscription: Subscription, act: Act, *, by: Orderer) -> Subscription:
    """The row, locked behind its customer's and read afresh, once the act is open to `by`'s partner, or to `by` as
    who bought it."""
    if isinstance(by, PartnerMembership):
        check_role(by, Capability.ORDER)
    else:
        check_buyer(by, subscription.customer_id)
    customer = lock_customer(subscription.customer_id)
    current = lock_subscription(subscription)
    closed = why_closed(current, customer, act, by=by)
    if closed:
        raise ValidationError(REASONS[closed], code=closed.value)
    check_terms(customer, act, by=by)
    return current


def why_closed(current: Subscription, customer: Customer, act: Act, *, by: Orderer) -> Why | None:
    """By the multi-channel table, read afresh."""
    if isinstance(by, PartnerMembership):
        standing = standing_of(Partner.objects.get(pk=by.partner_id), customer)
        return why_not(tie_of(standing, current), act)
    return why_not_buyer(current.channel, act)


def check_terms(customer: Customer, act: Act, *, by: Orderer) -> None:
    """Changes go under an accepted agreement; but a customer may end what it bought without one."""
    if isinstance(by, PartnerMembership):
        check_agreement(is_accepted=terms_of(customer) is not None)
    elif act == Act.CHANGE_SEATS:
        check_own_agreement(is_accepted=terms_of(customer) is not None)


def save(current: Subscription, kind: str, *, by: Orderer) -> Subscription:
    """The row as it was moved, its event, which has the name of the mail, and the mail to both sides."""
    current.save(update_fields=["status", "suspended_at", "cancel_asked_at", "ends_at", "cancelled_at"])
    ends = current.ends_at.isoformat() if current.ends_at and current.is_live else None
    log_subscription(kind, current, by, **({"ends_at": ends} if ends else {}))
    mails.tell(kind, current, by=by)
    return current
