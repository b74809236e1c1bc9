"""Whoever holds a link of ours that has ended asks for a new one: what all requests with a link share."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.turns import Turn

RENEWABLE = ("expired", "replaced", "limit")  # why a link is dead, where a new one makes sense
# A question that waits: of a request that is open, that nobody answered in time, or that had ended when it was asked.
WANTED = Q(new_link_asked_at__isnull=False) & (
    Q(ended_at=None) | Q(status="expired") | Q(ended_at__lte=F("new_link_asked_at"))
)


class Askable(Protocol):
    """A request of any kind, with the moment of the question until the sender answers it."""

    public_id: UUID
    status: str
    ended_at: datetime | None
    new_link_asked_at: datetime | None

    @property
    def is_open(self) -> bool: ...

    def save(self, *, update_fields: list[str]) -> Any: ...


def ask_once_a_day(asked: Askable, action: str, *, note: Callable[[], object], tell: Callable[[date], object]) -> bool:
    """Keep the question, log it and tell the sender, at most once a day. False where somebody has asked today already.

    In the caller's transaction, under the lock of the row.
    """
    now = timezone.now()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if AuditEvent.objects.filter(object_id=asked.public_id, action=action, happened_at__gte=today).exists():
        return False
    note()
    asked.new_link_asked_at = now
    asked.save(update_fields=["new_link_asked_at"])
    tell(today.date())
    return True


def answer_asked(asked: Askable) -> None:
    """Whoever asked for a new link has an answer: nothing waits for the sender any more."""
    if asked.new_link_asked_at:
        asked.new_link_asked_at = None
        asked.save(update_fields=["new_link_asked_at"])


def is_link_wanted(asked: Askable) -> bool:
    """What `WANTED` asks of rows, of one that is read."""
    asked_at, ended_at = asked.new_link_asked_at, asked.ended_at
    return asked_at is not None and (ended_at is None or asked.status == "expired" or ended_at <= asked_at)


def asked_turn(asked: Askable, left: int | None = None) -> Turn:
    """It is the sender's turn: what to do now."""
    again, anew = (
        _("Send the living link again, if you know who asks."),
        _("Send a new request with the same terms, if you know who asks."),
    )
    return Turn(_("Somebody asks for a new link. It is your turn."), again if asked.is_open else anew, left)
