"""What happened to a request: the log's events and the ends of its mails, in words, the newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from invitations.models import Invitation
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.outbox.models import OutboundEmail

MOST_EVENTS = 100
NEXT, NOW, OK, BAD, PLAIN = "k-next", "k-now", "k-ok", "k-bad", ""
# Action → look of the knot, words. Events that are not named here are not the partner's to see.
EVENTS: dict[str, tuple[str, Promise]] = {
    "invitation.created": (PLAIN, gettext_lazy("Created")),
    "invitation.readied": (PLAIN, gettext_lazy("Link issued")),
    "invitation.released": (PLAIN, gettext_lazy("Released, link issued")),
    "invitation.text_edited": (PLAIN, gettext_lazy("E-mail edited")),
    "invitation.sent": (PLAIN, gettext_lazy("Sent from the portal")),
    "invitation.resent": (PLAIN, gettext_lazy("Sent again")),
    "invitation.link_revealed": (PLAIN, gettext_lazy("Link shown")),
    "invitation.link_replaced": (PLAIN, gettext_lazy("New link issued; the old one stopped working")),
    "invitation.recipient_changed": (PLAIN, gettext_lazy("Address corrected, sent again with a new link")),
    "invitation.read": (NOW, gettext_lazy("Read after sign-in")),
    "invitation.accepted": (OK, gettext_lazy("Accepted")),
    "invitation.declined": (BAD, gettext_lazy("Declined")),
    "invitation.cancelled": (BAD, gettext_lazy("Withdrawn")),
    "invitation.expired": (BAD, gettext_lazy("Expired")),
}
MAIL_ENDS = {"sent": OK, "failed": BAD, "dead": BAD, "unknown": BAD}


@dataclass(frozen=True)
class Step:
    """One entry: when, how its knot looks, what, and by whom or why."""

    at: datetime
    look: str
    words: str | Promise
    by: str | Promise = ""


def timeline_of(invitation: Invitation, mails: Iterable[OutboundEmail]) -> list[Step]:
    """Every step, the newest first, with what comes next on top."""
    steps = [*log_steps(invitation), *mail_steps(mails)]
    return [*next_steps(invitation), *sorted(steps, key=lambda step: step.at, reverse=True)]


def next_steps(invitation: Invitation) -> Iterator[Step]:
    """What will happen by itself."""
    if invitation.is_open and invitation.expires_at:
        yield Step(invitation.expires_at, NEXT, _("The link stops working, if nobody has answered"), _("planned"))


def log_steps(invitation: Invitation) -> Iterator[Step]:
    """The events of the log with the names of those who acted, as long as these are kept."""
    found = AuditEvent.objects.filter(object_id=invitation.public_id, action__in=EVENTS).order_by("-id")
    events = list(found[:MOST_EVENTS])
    names = names_of(event.trace_id for event in events)
    for event in events:
        look, words = EVENTS[event.action]
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
