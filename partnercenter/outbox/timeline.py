"""What happened to something that is mailed: the log's events and the ends of its mails, as steps of a timeline."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.outbox.models import OutboundEmail

Words = str | Promise
MOST_EVENTS = 100
NEXT, NOW, OK, BAD, PLAIN = "k-next", "k-now", "k-ok", "k-bad", ""
MAIL_ENDS = {"sent": OK, "failed": BAD, "dead": BAD, "unknown": BAD}


@dataclass(frozen=True)
class Step:
    """One entry: when, how its knot looks, what, and by whom or why."""

    at: datetime
    look: str
    words: str | Promise
    by: str | Promise = ""


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
