"""The worker's tasks: `send`, when told that something is due; `sweep`, whether told or not (D11); `tell_senders`."""

import logging

from celery import shared_task
from django.db import connection, transaction

from partnercenter.outbox.answers import Answer, End
from partnercenter.outbox.claims import expired
from partnercenter.outbox.relay import send_due
from partnercenter.outbox.settling import give_up_overdue, settle
from partnercenter.outbox.undelivered import tell_undelivered
from partnercenter.outbox.wake import WAKE_UP, wake_worker

logger = logging.getLogger(__name__)
SWEEP_LOCK = 0x6F757462  # "outb"


@shared_task(name=WAKE_UP)
def send() -> None:
    """Send what is due; if the time does not suffice, wake the next one."""
    if send_due():
        wake_worker()


@shared_task(name="outbox.sweep")
def sweep() -> None:
    """Take back what dead workers held, give up what is overdue, and send what is due."""
    tidy_up()
    send()


@shared_task(name="outbox.tell_senders")
def tell_senders() -> int:
    """Tell the senders of mails that did not arrive; answers of how many."""
    return tell_undelivered()


@transaction.atomic
def tidy_up() -> bool:
    """The rows that nobody holds any more; False if another sweep is at it (D19)."""
    if not _alone():
        return False
    give_up_overdue()
    for email in expired():
        answer = answer_of_the_lost(in_doubt=email.handed_at is not None)
        logger.warning("Mail %s: %s", email.public_id, answer.words)
        settle(email, answer)
    return True


def answer_of_the_lost(*, in_doubt: bool) -> Answer:
    """A lease that ended: `in_doubt` if the content had begun to go out, so that it may have arrived."""
    if in_doubt:
        return Answer(End.UNKNOWN, words="The worker was lost while the content went out.")
    return Answer(End.LOST, words="The worker was lost before the content went out.")


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SWEEP_LOCK])
        return bool(cursor.fetchone()[0])
