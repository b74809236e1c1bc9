"""What time does to rights: they extend, expire, are reminded of. Jobs; several may run at once.

Each grant is its own transaction, behind its customer's lock: where somebody else is at work on that customer, the
next run comes back to it. What is done is decided on the row as it is then, so that nothing happens twice; a notice
has its own row besides. `now` is the database's clock unless a test travels.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from customers.grants.actions.events import record_about
from customers.grants.actions.locking import take_grant
from customers.grants.days import days_left, extended_end
from customers.grants.mails.notices import Occasion, tell_both
from customers.grants.models import DelegatedAdminGrant, GrantNotice
from customers.grants.notices import due_reminder
from customers.grants.queries import due
from customers.grants.queries.grants import database_now
from customers.grants.signals import rights_changed
from partnercenter.pages.lives import day_before_end

Status = DelegatedAdminGrant.Status
SYSTEM = DelegatedAdminGrant.EndedSide.SYSTEM
Deed = Callable[[DelegatedAdminGrant, datetime], bool]


def extend_due(now: datetime | None = None) -> int:
    """Extend by 180 days what extends by itself and is in its last day; answers how many grants did (R-109)."""
    moment = now or database_now()
    return each(due.to_extend(moment), extend, moment)


def expire_due(now: datetime | None = None) -> int:
    """Mark as expired what has ended, and tell both sides; answers how many."""
    moment = now or database_now()
    return each(due.to_expire(moment), expire, moment)


def remind_due(now: datetime | None = None) -> int:
    """Remind both sides of ends that come near: 30, 7 and 1 days ahead, once each (R-10A); answers how many."""
    moment = now or database_now()
    return each(due.to_remind(moment), remind, moment)


def flag_unused(now: datetime | None = None) -> int:
    """Propose to both sides to end full rights that nobody has used for 90 days (R-77); answers how many."""
    moment = now or database_now()
    return each(due.to_flag(moment), flag, moment)


def clean_up(now: datetime | None = None) -> int:
    """Drop the notices about rights that ended over a year ago; grant, assignments, answers and log stay (R-10C)."""
    dropped, _by_model = due.to_clean(now or database_now()).delete()
    return dropped


def each(keys: list[int], deed: Deed, now: datetime) -> int:
    """Do the deed for each grant that is free and still needs it."""
    return sum(alone(pk, deed, now) for pk in keys)


@transaction.atomic
def alone(pk: int, deed: Deed, now: datetime) -> bool:
    grant = take_grant(pk)
    return grant is not None and grant.status == Status.ACTIVE and deed(grant, now)


def extend(grant: DelegatedAdminGrant, now: datetime) -> bool:
    """Move the end as often as it takes to lie ahead: once, unless the job was away for half a year."""
    zone, before, times = grant.customer.time_zone, grant.ends_at, 0
    while grant.auto_extends and grant.ends_at and day_before_end(grant.ends_at, 0, zone=zone) <= now:
        grant.ends_at, times = extended_end(grant.ends_at, zone=zone), times + 1
    if not times or before is None or grant.ends_at is None:
        return False
    grant.extended_times += times
    grant.save(update_fields=["ends_at", "extended_times"])
    ends = {"from": before.isoformat(), "to": grant.ends_at.isoformat()}
    record_about(grant, "grant.extended", side=SYSTEM, by=None, times=times, late=before <= now, **ends)
    rights_changed.send(sender=DelegatedAdminGrant, grant=grant)
    tell_both(Occasion.EXTENDED, grant, moment=grant.ends_at.isoformat())
    return True


def expire(grant: DelegatedAdminGrant, now: datetime) -> bool:
    """The rights ended with their last day, however late the job is."""
    if grant.auto_extends or grant.ends_at is None or grant.ends_at > now:
        return False
    grant.status, grant.ended_at = Status.EXPIRED, grant.ends_at
    grant.save(update_fields=["status", "ended_at"])
    record_about(grant, "grant.expired", side=SYSTEM, by=None, ends_at=grant.ends_at.isoformat())
    rights_changed.send(sender=DelegatedAdminGrant, grant=grant)
    notice(grant, GrantNotice.Kind.EXPIRED, Occasion.EXPIRED, regarding=grant.ends_at)
    return True


def remind(grant: DelegatedAdminGrant, now: datetime) -> bool:
    """The reminder that is due, with the days that are left now."""
    if grant.auto_extends or grant.ends_at is None:
        return False
    zone, since = grant.customer.time_zone, max(grant.starts_at, grant.auto_extend_changed_at or grant.starts_at)
    kind = due_reminder(grant.ends_at, since=since, zone=zone, now=now)
    if kind is None:
        return False
    left = days_left(grant.ends_at, zone=zone, now=now)
    return notice(grant, kind, Occasion.ENDING, regarding=grant.ends_at, days=left)


def flag(grant: DelegatedAdminGrant, now: datetime) -> bool:
    """Idle still, now that its lock is held."""
    idle_since = grant.last_used_at or grant.starts_at
    if not grant.is_full or idle_since > now - due.UNUSED_AFTER:
        return False
    return notice(grant, GrantNotice.Kind.UNUSED, Occasion.UNUSED, regarding=idle_since)


def notice(
    grant: DelegatedAdminGrant, kind: GrantNotice.Kind, occasion: Occasion, *, regarding: datetime, **facts: int
) -> bool:
    """Tell both sides, unless the row says that they have been told."""
    _row, is_new = GrantNotice.objects.get_or_create(grant=grant, kind=kind, regarding=regarding)
    if is_new and occasion == Occasion.ENDING:
        record_about(grant, "grant.nearing_end", side=SYSTEM, by=None, **facts)
    if is_new:
        tell_both(occasion, grant, moment=f"{kind}:{regarding.isoformat()}", **facts)
    return is_new
