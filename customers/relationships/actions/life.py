"""What time does to an asked end: the partner is reminded, then it ends by itself or goes to the operators (K41).

Each is its own transaction, behind its customer's lock: where somebody else is at work on that customer, the next run
comes back to it. What is done is decided on the row as it is then; a reminder has its own row besides. `now` is the
database's clock unless a test travels.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from customers.directory.models import Customer
from customers.grants.queries.grants import database_now
from customers.relationships.actions.asked import Status, locked, log_asked, move_asked
from customers.relationships.actions.ending import end_relationship
from customers.relationships.asked import due_reminder, to_close, to_remind
from customers.relationships.blockers import blockers_of
from customers.relationships.mails.asked import Occasion, tell_asked
from customers.relationships.models import AskedEnd, AskedEndNotice, ResellerRelationship
from partnercenter.pages.busy import wait_at_most

SYSTEM = ResellerRelationship.EndedSide.SYSTEM
Deed = Callable[[AskedEnd, datetime], bool]


def remind_due(now: datetime | None = None) -> int:
    """Remind partners that have not answered, 7 days and 1 day ahead, once each; answers how many reminders."""
    moment = now or database_now()
    return each(to_remind(moment), remind, moment)


def close_due(now: datetime | None = None) -> int:
    """End what nobody answered and nothing sold keeps; give the rest to the operators. Answers how many."""
    moment = now or database_now()
    return each(to_close(moment), close, moment)


def each(keys: Iterable[int], deed: Deed, now: datetime) -> int:
    """Do the deed for each that is free and still needs it."""
    return sum(alone(pk, deed, now) for pk in keys)


@transaction.atomic
def alone(pk: int, deed: Deed, now: datetime) -> bool:
    wait_at_most()
    customers = Customer.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    if customers.filter(relationships__asked_ends=pk).first() is None:
        return False
    return deed(locked().get(pk=pk), now)


def remind(asked: AskedEnd, now: datetime) -> bool:
    """The reminder that is due, unless its row says that it has gone out."""
    kind = due_reminder(asked, now)
    if kind is None:
        return False
    _row, is_new = AskedEndNotice.objects.get_or_create(asked=asked, kind=kind)
    if is_new:
        tell_asked(Occasion.REMINDED, asked, moment=kind)
    return is_new


def close(asked: AskedEnd, now: datetime) -> bool:
    """Time is up: silence ends the relationship where nothing sold keeps it, otherwise the operators decide."""
    if asked.status not in (Status.ASKED, Status.ANSWERED) or asked.answer_by > now:
        return False
    if asked.status == Status.ASKED and not blockers_of(asked.relationship):
        end_relationship(relationship=asked.relationship, side=SYSTEM, reason=asked.reason, by=None)
        return True
    move_asked(asked, Status.ESCALATED, escalated_at=now)
    log_asked("relationship.end_escalated", asked, side=SYSTEM, by=None)
    tell_asked(Occasion.ESCALATED, asked)
    return True
