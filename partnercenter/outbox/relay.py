"""The way of a mail from its row to the server: claim, render, send, settle (D10-D16)."""

import logging
import time
from dataclasses import dataclass
from pathlib import PurePath

from django.core.mail import EmailMultiAlternatives
from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import override

from partnercenter.outbox.answers import Answer, End, name_of
from partnercenter.outbox.claims import LeaseLost, claim, mark_handed
from partnercenter.outbox.crash import crash_at
from partnercenter.outbox.delivery import Postbox
from partnercenter.outbox.messages import build
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from partnercenter.outbox.settling import settle

logger = logging.getLogger(__name__)
BUDGET = 25.0  # seconds after which no further mail is begun; below the soft limit by more than one time-out
PAUSE = 5.0  # seconds without a new connection after one that failed (F25: never more than one a second)
DATABASE_WAITS = (0.0, 0.5, 2.0, 5.0)  # seconds before each try to write down what the server said


@dataclass
class Gate:
    """Shut for a while after the server could not be reached, so that no queue of mails knocks at it."""

    shut_until: float = 0.0

    def shut(self) -> None:
        self.shut_until = time.monotonic() + PAUSE

    def open(self) -> None:
        self.shut_until = 0.0

    @property
    def is_shut(self) -> bool:
        return time.monotonic() < self.shut_until


gate = Gate()


def send_due(budget: float = BUDGET) -> bool:
    """Send what is due, the oldest first; True if `budget` seconds ran out before the mails did."""
    end = time.monotonic() + budget
    with Postbox() as postbox:
        while not gate.is_shut:
            if time.monotonic() >= end:
                return True
            email = claim()
            if email is None:
                return False
            crash_at("after_claim")
            send_one(email, postbox)
    return False


def send_one(email: OutboundEmail, postbox: Postbox) -> None:
    """One attempt at a claimed mail, and its end written into the row."""
    try:
        answer = attempt(email, postbox)
    except LeaseLost:
        logger.warning("Mail %s: the lease ended before the content went out.", email.public_id)
        postbox.close()
        return
    if answer.end in (End.AWAY, End.SET_UP):
        gate.shut()
    if answer.end is End.SET_UP:
        logger.critical("The mail server refuses our set-up (%s): %s", answer.code, answer.words)
    write_down(email, answer)


def attempt(email: OutboundEmail, postbox: Postbox) -> Answer:
    """Render and send. Raises `LeaseLost`, and database errors: those are no fault of the mail."""
    try:
        message = compose_message(email)
    except NothingToSend as reason:
        return Answer(End.MOOT, words=str(reason)[:500])
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # whatever a renderer raises, the other mails flow
        logger.exception("Mail %s (%s) could not be written.", email.public_id, email.kind)
        return Answer(End.BROKEN, words=place_of(error))

    def before_content() -> None:
        mark_handed(email)
        crash_at("before_content")

    answer = postbox.send(message, before_content=before_content)
    if answer.end is End.SENT:
        crash_at("after_250")
    return answer


def compose_message(email: OutboundEmail) -> EmailMultiAlternatives:
    """The message of a row, in its recipient's language; built to the last byte, so that what is wrong with
    it shows before a server is called."""
    with override(email.language):
        message = build(email, render(email))
    message.message()
    return message


def place_of(error: Exception) -> str:
    """Which error, and where; not its text, which may quote what the mail carries."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" in {PurePath(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else ""
    return f"The mail could not be written: {name_of(error)}{where}"


def write_down(email: OutboundEmail, answer: Answer) -> None:
    """Settle, also if the database went away while we spoke with the mail server (F18).

    Raises the database's error if it stays away; the lease then ends by itself.
    """
    for number, pause in enumerate(DATABASE_WAITS, start=1):
        time.sleep(pause)
        try:
            settle(email, answer)
            return
        except (OperationalError, InterfaceError):
            if number == len(DATABASE_WAITS) or connection.in_atomic_block:
                raise
            connection.close()
