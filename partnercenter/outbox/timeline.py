"""What happened to something that is mailed: the log's events and the ends of its mails, as steps of a timeline."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.outbox.models import MailEvent, OutboundEmail
from partnercenter.outbox.states import NO_SUCH_MAILBOX, DeliveryState

Words = str | Promise
MOST_EVENTS = 100
NEXT, NOW, OK, BAD, PLAIN = "k-next", "k-now", "k-ok", "k-bad", ""
MAIL_ENDS = {"sent": OK, "failed": BAD, "bounced": BAD, "dead": BAD, "suppressed": BAD, "unknown": BAD}
EVENT_WORDS: dict[str, Words] = {
    "sent": gettext_lazy("Handed over to the mail server"),
    "deferred": gettext_lazy("Deferred"),
    "bounced": gettext_lazy("Bounced"),
    "failed": gettext_lazy("Failed"),
    "unknown": gettext_lazy("Went out twice, and no answer came"),
    "dead": gettext_lazy("Set aside: it could not be written"),
    "suppressed": gettext_lazy("Suppressed: this address cannot be delivered to"),
    "moot": gettext_lazy("Not sent: it was not needed any more"),
    "lost": gettext_lazy("Interrupted on our side; it goes out again"),
    "retried": gettext_lazy("Queued again by the operator"),
    "delayed": gettext_lazy("Delayed at the recipient’s mail server, which keeps trying"),
}


@dataclass(frozen=True)
class Step:
    """One entry: when, how its knot looks, what, and by whom or why."""

    at: datetime
    look: str
    words: str | Promise
    by: str | Promise = ""


@dataclass(frozen=True)
class MailStep:
    """One step of a mail's own way: what the server said (`said`, with its code) stands as it came."""

    at: datetime
    words: Words
    said: str = ""
    until: datetime | None = None  # of a deferral: the next attempt
    times: int = 1  # deferrals in a row are one step


@dataclass(frozen=True)
class MailRow:
    """One mail in a page's table, with its whole way, the oldest step first."""

    mail: OutboundEmail
    kind: Words
    delivery: DeliveryState
    history: Sequence[MailStep]


def log_steps(about: UUID, words_of: Mapping[str, tuple[str, Words]]) -> Iterator[Step]:
    """The events about one object with the names of those who acted, as long as these are kept.

    `words_of` holds look and words by action; events that it does not name are not for this reader.
    """
    found = AuditEvent.objects.filter(object_id=about, action__in=words_of).order_by("-id")
    events = list(found[:MOST_EVENTS])
    names = names_of(event.trace_id for event in events)
    for event in events:
        look, words = words_of[event.action]
        yield Step(event.happened_at, look, words, names.get(event.trace_id, ""))


def names_of(traces: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Names by trace, in one query; nothing else of a trace is the partner's to see."""
    wanted = [trace for trace in traces if trace]
    return {trace.pk: trace.actor_name for trace in AuditTrace.objects.filter(pk__in=wanted)}


def mail_steps(mails: Iterable[OutboundEmail]) -> Iterator[Step]:
    """What became of each mail that is settled."""
    for mail in mails:
        if mail.settled_at and mail.state in MAIL_ENDS:
            said = mail.delivery_state
            words = _("E-mail to %(address)s: %(state)s") % {"address": mail.recipient, "state": said.label}
            yield Step(mail.settled_at, MAIL_ENDS[mail.state], words, said.explanation)


def mail_rows(mails: Sequence[OutboundEmail], kinds: Mapping[str, Promise]) -> list[MailRow]:
    """The rows of a page's table of mails; one query for the ways of all of them."""
    found: dict[int, list[MailEvent]] = defaultdict(list)
    for event in MailEvent.objects.filter(email__in=mails).order_by("id"):
        found[event.email_id].append(event)
    return [
        MailRow(mail, kinds[mail.kind], mail.delivery_state, list(steps_of(mail, found[mail.pk]))) for mail in mails
    ]


def steps_of(mail: OutboundEmail, events: Iterable[MailEvent]) -> Iterator[MailStep]:
    """Queued, then every event; of deferrals in a row the last one with their number."""
    yield MailStep(mail.created_at, _("Queued"))
    for is_deferral, several in groupby(events, key=lambda event: event.kind == MailEvent.Kind.DEFERRED):
        run = list(several)
        if is_deferral:
            yield step_of(run[-1], times=len(run))
        else:
            yield from map(step_of, run)


def step_of(event: MailEvent, times: int = 1) -> MailStep:
    """One event in words. Answers without a code are our own notes for operators, not for this page."""
    said = f"{event.code} {event.words}".strip() if event.code else ""
    kind = "bounced" if event.kind == "failed" and NO_SUCH_MAILBOX in event.words else event.kind
    return MailStep(event.at, EVENT_WORDS[kind], said, event.until, times)
