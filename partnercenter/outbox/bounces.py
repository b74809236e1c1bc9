"""What a bounce does: the mail's state, a step of its way, and the suppression list (D20, F32).

Never a mail: nobody is answered, whatever comes in. The same bounce twice does nothing the second time.
"""

import logging
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from partnercenter.outbox.models import BounceTally, MailEvent, OutboundEmail
from partnercenter.outbox.reports import LARGEST, DeliveryReport, Unreadable, is_looping, read_report
from partnercenter.outbox.returnpath import mail_of
from partnercenter.outbox.settling import settled_as
from partnercenter.outbox.suppressing import suppress_refused

logger = logging.getLogger(__name__)
State, Verdict = OutboundEmail.State, BounceTally.Verdict
MAY_BOUNCE = (State.SENT, State.UNKNOWN, State.DEFERRED)  # the last: it went out once and no answer came
MOST_DELAYS = 10  # steps that one mail's later servers may add


@transaction.atomic
def take_bounce(recipient: str, content: bytes) -> BounceTally.Verdict:
    """Judge one message that came to `recipient`, act on it if it is true, and count it."""
    verdict = _judge(recipient, content)
    count(verdict)
    logger.info("A message to the bounce address: %s", verdict)
    return verdict


def _judge(recipient: str, content: bytes) -> BounceTally.Verdict:
    public_id = mail_of(recipient)
    if public_id is None:
        return Verdict.FORGED
    if len(content) > LARGEST:
        return Verdict.TOO_LARGE
    if is_looping(content):
        return Verdict.LOOPING
    try:
        report = read_report(content)
    except Unreadable:
        return Verdict.UNREADABLE
    return note(public_id, report)


def note(public_id: UUID, report: DeliveryReport) -> BounceTally.Verdict:
    """Write a true report down."""
    email = OutboundEmail.objects.select_for_update().filter(public_id=public_id).first()
    if email is None or email.state not in MAY_BOUNCE:
        return Verdict.NOTHING_NEW
    if report.is_given_up:
        return _bounce(email, report)
    if report.action == "delayed":
        return _delay(email, report)
    return Verdict.NOTHING_NEW


def _bounce(email: OutboundEmail, report: DeliveryReport) -> BounceTally.Verdict:
    facts = settled_as(State.BOUNCED) | {"last_code": report.code, "last_answer": report.words}
    OutboundEmail.objects.filter(pk=email.pk).update(**facts)
    if report.is_about_address:
        suppress_refused(email, report.words)
    return Verdict.BOUNCED


def _delay(email: OutboundEmail, report: DeliveryReport) -> BounceTally.Verdict:
    if email.events.filter(kind=MailEvent.Kind.DELAYED).count() >= MOST_DELAYS:
        return Verdict.NOTHING_NEW
    MailEvent.objects.create(email=email, kind=MailEvent.Kind.DELAYED, code=report.code, words=report.words)
    return Verdict.DELAYED


def count(verdict: BounceTally.Verdict) -> None:
    """One more of these today (UTC)."""
    day = timezone.now().date()
    BounceTally.objects.bulk_create([BounceTally(day=day, verdict=verdict)], ignore_conflicts=True)
    BounceTally.objects.filter(day=day, verdict=verdict).update(number=F("number") + 1)
