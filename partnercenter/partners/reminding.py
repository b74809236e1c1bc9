"""Reminders of requests with a link, to customers and to resellers alike: which one is due, and that it is sent once.

Several jobs may run at once, and any may die: each request is a transaction of its own, behind its row's lock, and
the reminder's row and mail are written together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.suppressing import is_suppressed
from partnercenter.pages.busy import wait_at_most
from partnercenter.pages.lives import day_before_end
from partnercenter.partners.models import SentReminder

Kind = SentReminder.Kind
DAYS_BEFORE = {Kind.DAYS_1: 1, Kind.DAYS_7: 7}  # the most urgent first
QUIET = {Kind.DAYS_1: timedelta(days=2), Kind.DAYS_7: timedelta(days=3)}  # so long after the last mail
MORNING = timedelta(hours=9)  # of the partner's day
SLACK = timedelta(hours=2)  # what a change of clocks may move
ARRIVED = (OutboundEmail.State.SENT, OutboundEmail.State.UNKNOWN)
BATCH = 300  # requests of one run; the next one comes back for the others


@dataclass(frozen=True)
class Reminding:
    """One kind of request whose addressees are reminded."""

    waiting: Callable[[], QuerySet[Any]]  # sent, addressed, with reminders on, of a partner that may ask
    reminders: type[SentReminder]
    about: str  # the reminder's field that names its request
    mails: Sequence[str]  # kinds of mail that carry the link
    zone_of: Callable[[Any], str]
    tell: Callable[[Any, Kind], None]  # queue the mail and write the event; in the caller's transaction


def due_reminder(expires_at: datetime, *, mailed_at: datetime, zone: str, now: datetime) -> Kind | None:
    """The reminder that is due at `now`, by the calendar of the partner's `zone`; None for none.

    The most urgent one whose morning has come: a job that was away sends that one alone. One that would follow the
    last mail too soon is left out, so a link with a short life has no reminder.
    """
    for kind in DAYS_BEFORE:
        begun = morning_of(kind, expires_at, zone=zone)
        if begun <= now < expires_at and mailed_at + QUIET[kind] <= begun:
            return kind
    return None


def morning_of(kind: Kind, expires_at: datetime, *, zone: str) -> datetime:
    """When the reminder of a kind goes out."""
    return day_before_end(expires_at, DAYS_BEFORE[kind], zone=zone) + MORNING


def next_reminder(expires_at: datetime, *, mailed_at: datetime, zone: str, now: datetime) -> datetime | None:
    """When the next reminder will go out, for a page; None where none will."""
    coming = ((kind, morning_of(kind, expires_at, zone=zone)) for kind in reversed(DAYS_BEFORE))
    return next((begun for kind, begun in coming if begun > now and mailed_at + QUIET[kind] <= begun), None)


def coming_reminder(request: Any, mails: Sequence[OutboundEmail], *, zone: str) -> datetime | None:
    """When the addressee is reminded next, for a request's page; `mails` to the addressee, the newest first.

    None where nobody will be, as after a mail that did not arrive.
    """
    last = mails[0] if mails else None
    if last is None or not request.reminds or not request.is_addressed or last.state in OutboundEmail.UNDELIVERED:
        return None
    return next_reminder(request.expires_at, mailed_at=last.created_at, zone=zone, now=timezone.now())


def remind_due(reminding: Reminding, now: datetime | None = None) -> int:
    """Send what is due of one kind of request; answers how many reminders that were."""
    moment = now or timezone.now()
    return sum(alone(reminding, pk, moment) for pk in to_remind(reminding, moment))


def to_remind(reminding: Reminding, now: datetime) -> list[int]:
    """Requests of which a reminder may be due; wide enough for every zone, `alone` decides. One query."""
    mails = OutboundEmail.objects.filter(about_id=OuterRef("public_id"), kind__in=reminding.mails)
    newest = Subquery(mails.order_by("-id").values("state")[:1])
    waiting = reminding.waiting().order_by("expires_at", "pk").filter(expires_at__gt=now)
    due = Q()
    for kind in DAYS_BEFORE:
        due |= may_be_due(reminding, kind, mails, now)
    return list(waiting.alias(newest=newest).filter(due, newest__in=ARRIVED).values_list("pk", flat=True)[:BATCH])


def may_be_due(reminding: Reminding, kind: Kind, mails: QuerySet[OutboundEmail], now: datetime) -> Q:
    """So near to the end, no mail too short a time before, and neither this reminder nor a more urgent one sent."""
    before = timedelta(days=DAYS_BEFORE[kind] + 1) - MORNING  # of the end, the morning begins
    urgent = list(DAYS_BEFORE)[: list(DAYS_BEFORE).index(kind) + 1]
    sent = reminding.reminders._default_manager.filter(**{reminding.about: OuterRef("pk")}, kind__in=urgent)
    too_soon = mails.filter(created_at__gt=OuterRef("expires_at") - (before + QUIET[kind] - SLACK))
    return Q(expires_at__lte=now + before + SLACK) & ~Exists(sent) & ~Exists(too_soon)


@transaction.atomic
def alone(reminding: Reminding, pk: int, now: datetime) -> bool:
    """One request, if nobody else holds it and the reminder is due as the row is now."""
    wait_at_most()
    free = reminding.waiting().select_for_update(of=("self",), skip_locked=True)
    request = free.filter(pk=pk).first()
    kind = kind_due(reminding, request, now) if request else None
    if kind is None:
        return False
    _row, is_new = reminding.reminders._default_manager.get_or_create(**{reminding.about: request}, kind=kind)
    if is_new:
        reminding.tell(request, kind)
    return is_new


def kind_due(reminding: Reminding, request: Any, now: datetime) -> Kind | None:
    """The reminder that is due, unless the last mail did not arrive or the address takes none."""
    mail = last_mail(request, reminding.mails)
    if mail is None or mail.state not in ARRIVED:
        return None
    if is_suppressed(request.recipient_key, cloud_code=request.cloud.code):
        return None
    zone = reminding.zone_of(request)
    return due_reminder(request.expires_at, mailed_at=mail.created_at, zone=zone, now=now)


def last_mail(request: Any, kinds: Sequence[str]) -> OutboundEmail | None:
    """The newest mail that carried the request's link."""
    return OutboundEmail.objects.filter(about_id=request.public_id, kind__in=kinds).order_by("-id").first()
