"""Things that happened before the demo was loaded: their moments, their rows in the log, their mails."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from customers.directory.models import Customer
from partnercenter.accounts.models import User
from partnercenter.audit.log import Recorded, digest, leave_trace
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.pages.times import find_zone
from partnercenter.partners.models import Partner

NO_MAILBOX = {"state": "failed", "last_code": 550, "last_answer": "5.1.1 No such mailbox here."}
TAKEN = {"state": "sent", "last_code": 250, "last_answer": "2.0.0 Ok: queued"}

_untold: ContextVar[list[AuditEvent] | None] = ContextVar("untold", default=None)


@contextmanager
def in_order() -> Iterator[None]:
    """What is noted inside enters the log at the end, the oldest first: a log grows with time."""
    untold: list[AuditEvent] = []
    before = _untold.set(untold)
    try:
        yield
    finally:
        _untold.reset(before)
    AuditEvent.objects.bulk_create(sorted(untold, key=lambda event: event.happened_at))


def ago(days: float, *, minutes: int = 0) -> datetime:
    """A moment of an office day in Japan, `days` days before now; `minutes` later than that. Never in the future."""
    now = timezone.now()
    if days < 1:
        return now - timedelta(days=days)
    day = (now - timedelta(days=days)).date()
    hour = 1 + int(days * 7) % 7
    return datetime.combine(day, time(hour, int(days * 13) % 60), UTC) + timedelta(minutes=minutes)


def midnight_after(moment: datetime, days: int, *, zone: str) -> datetime:
    """The UTC instant at which the last of `days` days after `moment` ends in the IANA zone `zone` (decisions §10)."""
    there = find_zone(zone)
    last = moment.astimezone(there).date() + timedelta(days=days)
    return datetime.combine(last + timedelta(days=1), time.min, there).astimezone(UTC)


def note(
    action: str,
    about: Recorded,
    *,
    at: datetime,
    by: User | None,
    side: str,
    partner: Partner | None = None,
    customer: Customer | None = None,
    **details: Any,
) -> AuditEvent:
    """The row that the log would hold had it been written at `at`; the cloud is the partner's or customer's.

    Inside `in_order` it is not saved yet.
    """
    trace = leave_trace(by) if by else None
    whose = partner or customer
    event = AuditEvent(
        action=action,
        side=side,
        happened_at=at,
        actor_id=by.public_id if by else None,
        trace_id=trace.id if trace else None,
        trace_digest=digest(trace) if trace else None,
        cloud_code=whose.cloud.code if whose else "",
        partner_id=partner.public_id if partner else None,
        customer_id=customer.public_id if customer else None,
        object_type=about._meta.model_name,
        object_id=about.public_id,
        details={"demo": True, **details},
    )
    untold = _untold.get()
    if untold is None:
        event.save(force_insert=True)
    else:
        untold.append(event)
    return event


def settle_mail(email: OutboundEmail, *, at: datetime, bounced: bool = False) -> None:
    """The mail as if it had left at `at`: nobody's mailbox gets it."""
    outcome = NO_MAILBOX if bounced else TAKEN
    rows = OutboundEmail.objects.filter(pk=email.pk)
    rows.update(created_at=at, settled_at=at + timedelta(seconds=4), attempts=1, secret=None, **outcome)


def settle_waiting_since(last_id: int) -> int:
    """Settle every mail written after row `last_id`, in the transaction that wrote it; how many there were."""
    now = timezone.now()
    waiting = OutboundEmail.objects.waiting().filter(pk__gt=last_id)
    return waiting.update(settled_at=now, attempts=1, secret=None, **TAKEN)
