"""Writing to the activity log. Every action calls `record` inside its own transaction."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db import transaction

from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.canonical.facts import salted_digest


class Actor(Protocol):
    """What the log needs of a person; `accounts.User` has it."""

    public_id: UUID
    display_name: str
    email: str


class Recorded(Protocol):
    """What the log needs of the object that an event is about."""

    public_id: UUID
    _meta: ClassVar[Any]


@dataclass(frozen=True)
class Origin:
    """Where the present request comes from; empty in jobs."""

    ip_address: str | None = None
    user_agent: str = ""


NOWHERE = Origin()
origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)
stated: ContextVar[str] = ContextVar("stated", default="")  # why an operator does what is done now
LONGEST_REASON = 500


@contextmanager
def stating(reason: str) -> Iterator[None]:
    """What is recorded inside keeps `reason`, in the erasable row: a sentence may name somebody."""
    token = stated.set(reason.strip()[:LONGEST_REASON])
    try:
        yield
    finally:
        stated.reset(token)


@dataclass(frozen=True)
class Deed:
    """Several events of one person at one moment: one trace names the person for all of them."""

    by: Actor
    trace: AuditTrace
    events: list[AuditEvent] = field(default_factory=list)


deed: ContextVar[Deed | None] = ContextVar("deed", default=None)
Listener = Callable[[Sequence[AuditEvent]], None]
_listeners: list[Listener] = []


def hears(listener: Listener) -> Listener:
    """Register a function of a room above that is told of new events, inside the transaction that wrote them."""
    _listeners.append(listener)
    return listener


def tell_listeners(events: Sequence[AuditEvent]) -> None:
    """Tell everybody who listens; what a listener raises undoes the deed as well."""
    for listener in _listeners if events else ():
        listener(events)


@contextmanager
def one_deed(by: Actor) -> Iterator[None]:
    """What `by` does inside is one deed: its events share a trace and are written together when the block ends.

    Two statements, however many events. Only inside a transaction that fails as a whole: with an exception nothing
    of the deed is written, so nobody may catch it short of the transaction's end.
    """
    assert transaction.get_connection().in_atomic_block  # noqa: S101
    now = Deed(by, leave_trace(by))
    before = deed.set(now)
    try:
        yield
    finally:
        deed.reset(before)
    AuditEvent.objects.bulk_create(now.events)
    tell_listeners(now.events)


def record(
    action: str,
    *,
    about: Recorded,
    by: Actor | None,
    side: str = AuditEvent.Side.SYSTEM,
    cloud_code: str = "",
    partner_id: UUID | None = None,
    customer_id: UUID | None = None,
    details: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append one event in the caller's transaction. `details` holds facts and ids, never names or addresses."""
    whole = deed_of(by)
    trace = whole.trace if whole else leave_trace(by) if by else None
    event = AuditEvent(
        action=action,
        side=side,
        actor_id=by.public_id if by else None,
        trace_id=trace.id if trace else None,
        trace_digest=digest(trace) if trace else None,
        cloud_code=cloud_code,
        partner_id=partner_id,
        customer_id=customer_id,
        object_type=about._meta.model_name,
        object_id=about.public_id,
        details=dict(details or {}),
    )
    if whole:
        whole.events.append(event)
    else:
        event.save(force_insert=True)
        tell_listeners([event])
    return event


def deed_of(by: Actor | None) -> Deed | None:
    """The deed under way, if it is this person's."""
    now = deed.get()
    return now if now and by and now.by.public_id == by.public_id else None


def leave_trace(by: Actor) -> AuditTrace:
    """The erasable row that names the person and the place."""
    here = origin.get()
    return AuditTrace.objects.create(
        salt=secrets.token_bytes(16),
        actor_name=by.display_name[:200],
        actor_email=by.email,
        ip_address=here.ip_address,
        user_agent=here.user_agent,
        reason=stated.get(),
    )


def digest(trace: AuditTrace) -> bytes:
    """What the log keeps of a trace: proves it while it stands, says nothing once its salt is erased."""
    place = (trace.ip_address, trace.user_agent)
    return digest_of(trace.salt, trace.actor_name, trace.actor_email, *place, trace.reason)


def digest_of(salt: bytes | memoryview, name: str, email: str, ip: str | None, browser: str, reason: str) -> bytes:
    """The digest of a trace's columns."""
    parts = [name, email, ip or "", browser]
    if reason:  # traces of before had none, and theirs stay as they were
        parts.append(reason)
    return salted_digest(salt, parts)
