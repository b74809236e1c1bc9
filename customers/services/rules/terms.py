"""What each kind of offer allows, and by when: seats, suspending, the window to cancel, when something ends by itself.

Decisions §8 and R-80 to R-84; the figures are ours (docs/decisions/0017). Pure; tested as a table.
"""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.services.models import Kind, Offer, Subscription
from customers.services.rules.channels import Act
from customers.services.rules.ordering import check_live, check_move
from partnercenter.pages.times import find_zone

Status = Subscription.Status
SUSPENDED_DAYS = 90  # a suspended subscription that nobody resumes ends by itself


@dataclass(frozen=True)
class Allowed:
    """What can be done with a kind, and the words where it cannot."""

    seats: bool
    suspend: bool
    words: object = ""


KINDS = {
    Kind.LICENCE: Allowed(seats=True, suspend=True),
    Kind.AZURE: Allowed(
        seats=False,
        suspend=True,
        words=gettext_lazy("An Azure plan has no seats: what is used is what is sold. Suspend or cancel it."),
    ),
    Kind.SOFTWARE: Allowed(
        seats=False,
        suspend=False,
        words=gettext_lazy("Software was bought once, so it cannot be resized or suspended. Cancel it, or order more."),
    ),
    Kind.RESERVATION: Allowed(
        seats=False,
        suspend=False,
        words=gettext_lazy(
            "A reservation is fixed, so it cannot be resized or suspended. Cancel it, and order another one."
        ),
    ),
}


def check_act(subscription: Subscription, act: Act) -> None:
    """Refuse what the subscription's state or kind does not allow, with what to do instead.

    Codes `already_active`, `already_suspended`, `already_cancelled`, `already_ending`, `not_ending`,
    `kind_has_no_seats`, `kind_never_suspends`.
    """
    for check in CHECKS[act]:
        check(subscription)


def check_has_seats(subscription: Subscription) -> None:
    """Refuse another number of seats for kinds that have none to change."""
    allowed = KINDS[Kind(subscription.kind)]
    if not allowed.seats:
        raise ValidationError(str(allowed.words), code="kind_has_no_seats")


def check_can_be_suspended(subscription: Subscription) -> None:
    """Refuse to suspend what can only be cancelled (R-80)."""
    allowed = KINDS[Kind(subscription.kind)]
    if not allowed.suspend:
        raise ValidationError(str(allowed.words), code="kind_never_suspends")


def check_not_asked(subscription: Subscription) -> None:
    """Refuse a cancellation that waits for the end of the term already."""
    if subscription.cancel_asked_at:
        raise ValidationError(
            _("It is cancelled already and ends by itself at the end of its term. Until then you can keep it."),
            code="already_ending",
        )


def check_asked(subscription: Subscription) -> None:
    """Only a cancellation that waits can be taken back."""
    if not subscription.cancel_asked_at:
        raise ValidationError(_("It is not going to end; there is nothing to take back."), code="not_ending")


CHECKS: Mapping[Act, tuple[Callable[[Subscription], None], ...]] = {
    Act.CHANGE_SEATS: (check_live, check_has_seats),
    Act.SUSPEND: (partial(check_move, to=Status.SUSPENDED), check_can_be_suspended),
    Act.RESUME: (partial(check_move, to=Status.ACTIVE),),
    Act.CANCEL: (partial(check_move, to=Status.CANCELLED), check_not_asked),
    Act.KEEP: (check_live, check_asked),
    Act.NAME_CONTACT: (check_live,),
}


def cancel_window(offer: Offer, ordered_at: datetime) -> datetime | None:
    """Until when a cancellation ends an order of the offer at once; None for what has no term: on any day."""
    return ordered_at + timedelta(days=offer.cancel_days) if offer.term_months else None


def ends_at_once(subscription: Subscription, now: datetime) -> bool:
    """Whether a cancellation now ends it now: it has no term, or its window is open (R-82)."""
    return subscription.cancel_until is None or now <= subscription.cancel_until


def end_of_term(subscription: Subscription, now: datetime) -> datetime | None:
    """The end of the term that runs now, counted from the order in the customer's zone; None without a term."""
    if not subscription.term_months:
        return None
    began = subscription.ordered_at.astimezone(find_zone(subscription.customer.time_zone))
    terms = 1
    while (end := add_months(began, terms * subscription.term_months)) <= now:
        terms += 1
    return end


def add_months(moment: datetime, months: int) -> datetime:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + year, month + 1
    day = min(moment.day, calendar.monthrange(year, month)[1])
    return moment.replace(year=year, month=month, day=day)


def end_of_suspension(subscription: Subscription, now: datetime) -> datetime:
    """When it ends by itself if it is suspended now: after ninety days, or with a term that was cancelled before."""
    kept = now + timedelta(days=SUSPENDED_DAYS)
    asked_for = subscription.ends_at if subscription.cancel_asked_at else None
    return min(kept, asked_for) if asked_for else kept


def end_after_resuming(subscription: Subscription) -> datetime | None:
    """When it ends by itself once it is resumed: with the term that was cancelled, or never."""
    if not subscription.cancel_asked_at:
        return None
    return end_of_term(subscription, subscription.cancel_asked_at)


def is_window_open(subscription: Subscription) -> bool:
    """Whether it has a window to cancel, and that is open now."""
    return subscription.cancel_until is not None and timezone.now() <= subscription.cancel_until
