"""From the end of an attempt to the row's next state: tried again, settled, or set aside (D12, D15, D16)."""

import logging
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models.functions import Now

from partnercenter.outbox.answers import Answer, End
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.retries import wait
from partnercenter.outbox.suppressing import NO_MAILBOX, suppress_refused

logger = logging.getLogger(__name__)
State = OutboundEmail.State
BREAKDOWNS = 5  # of our own side over one mail, then it is set aside for an operator
UNKNOWN_ENDS = 2  # the second time no answer came: a third copy is never sent by itself
SETTLED = {
    End.SENT: State.SENT,
    End.REFUSED: State.FAILED,
    End.SUPPRESSED: State.SUPPRESSED,
    End.MOOT: State.MOOT,
}
OVERDUE = "There was no time left for another attempt."


def settle(email: OutboundEmail, answer: Answer) -> bool:
    """Write what came of the attempt; False if the lease was lost meanwhile (then nothing is written)."""
    held = OutboundEmail.objects.filter(pk=email.pk, state=State.SENDING, lease_owner=email.lease_owner)
    written = held.update(**counted(email, answer), **outcome(email, answer))
    if written and answer.end is End.REFUSED and NO_MAILBOX.search(answer.words):
        suppress_refused(email, answer.words)
    if not written:
        logger.warning("Mail %s: the lease was lost before the end was written.", email.public_id)
    return bool(written)


def counted(email: OutboundEmail, answer: Answer) -> dict[str, Any]:
    """Counters and the server's answer. A fault of our set-up costs the mail no attempt."""
    tried = answer.end not in (End.SET_UP, End.SUPPRESSED, End.MOOT, End.LOST)
    return {
        "attempts": email.attempts + tried,
        "lost_leases": email.lost_leases + _is_breakdown(answer),
        "unknown_ends": email.unknown_ends + (answer.end is End.UNKNOWN),
        "last_code": answer.code,
        "last_answer": answer.words,
        "lease_until": None,
        "lease_owner": None,
    }


def outcome(email: OutboundEmail, answer: Answer) -> dict[str, Any]:
    """The next state, with the time of the next attempt or that of the settling."""
    if answer.end in SETTLED:
        return settled_as(SETTLED[answer.end])
    if _is_breakdown(answer) and email.lost_leases + 1 >= BREAKDOWNS:
        logger.error("Mail %s (%s) is set aside: %s", email.public_id, email.kind, answer.words)
        return settled_as(State.DEAD)
    if answer.end is End.UNKNOWN and email.unknown_ends + 1 >= UNKNOWN_ENDS:
        logger.error("Mail %s (%s) went out twice without an answer.", email.public_id, email.kind)
        return settled_as(State.UNKNOWN)
    if answer.end is End.LOST:
        return {"state": State.QUEUED}  # the longest due of its sender: it goes first, and alone
    return _again(email)


def settled_as(state: str) -> dict[str, Any]:
    """A final state: no secret stays in the row."""
    return {"state": state, "settled_at": Now(), "secret": None}


def _again(email: OutboundEmail) -> dict[str, Any]:
    delay = wait(email.attempts + 1)
    if _database_time() + delay >= email.deadline:
        return settled_as(State.FAILED)
    return {"state": State.DEFERRED, "next_at": Now() + delay}


def _is_breakdown(answer: Answer) -> bool:
    return answer.end in (End.BROKEN, End.LOST)


def _database_time() -> datetime:
    """One clock decides on deadlines: the database's (D2)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def give_up_overdue() -> int:
    """Settle as failed what waited beyond its deadline; how many there were."""
    overdue = OutboundEmail.objects.overdue()
    return overdue.update(**settled_as(State.FAILED), last_code=None, last_answer=OVERDUE)
