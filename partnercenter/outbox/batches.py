"""One batch of claimed mails: all are written, then each is sent, and its end noted with the next one's beginning.

What is written before anything is sent cannot take a mail with it that went out: a mail that kills its worker while
it is written finds none in the server's hands whose row does not say so.
"""

import contextlib
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import override

from partnercenter.outbox.answers import Answer, End, name_of
from partnercenter.outbox.claims import LeaseLost, Taken, give_back, mark_handed
from partnercenter.outbox.crash import crash_at
from partnercenter.outbox.delivery import Postbox
from partnercenter.outbox.messages import Outgoing, build
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, gather, render
from partnercenter.outbox.settling import settle
from partnercenter.outbox.suppressing import suppressed_among

logger = logging.getLogger(__name__)
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


class Batch:
    """The mails of one claim on their way; `until` (monotonic) is when no further one is begun."""

    def __init__(self, emails: Sequence[OutboundEmail], postbox: Postbox, *, until: float) -> None:
        self.emails, self.postbox, self.until = emails, postbox, until
        self.untouched = list(emails)
        self.taken: Taken | None = None
        self.kept_back: set[tuple[str, str]] = set()

    def send(self) -> None:
        """Send them all, or what the time and the server allow; the others go back as they were.

        Raises database errors: those are no fault of any mail.
        """
        try:
            self.kept_back = suppressed_among(self.emails)
            gather(self.emails)
            written = [(email, message) for email in self.emails if (message := self.write(email))]
            for email, message in written:
                if gate.is_shut or (email is not written[0][0] and time.monotonic() >= self.until):
                    break
                self.send_one(email, message)
        except LeaseLost as lost:
            logger.warning("Mail %s: the lease ended before the content went out.", lost)
            self.postbox.close()
        finally:
            self.end()

    def end(self) -> None:
        """Note the last end, and let go of what was not begun; a lease of what cannot be let go ends by itself."""
        self.note_taken()
        with contextlib.suppress(OperationalError, InterfaceError):
            give_back(self.untouched)

    def write(self, email: OutboundEmail) -> Outgoing | None:
        """The mail to its last byte, in its recipient's language; None where that was its end."""
        if (email.cloud_code, email.recipient_key) in self.kept_back:
            self.settle(email, Answer(End.SUPPRESSED))
            return None
        try:
            with override(email.language):
                message = build(email, render(email))
            message.content  # noqa: B018 - what is wrong with it shows before a server is called
            return message
        except NothingToSend as reason:
            self.settle(email, Answer(End.MOOT, words=str(reason)[:500]))
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # whatever a renderer raises, the other mails flow
            logger.exception("Mail %s (%s) could not be written.", email.public_id, email.kind)
            self.settle(email, Answer(End.BROKEN, words=place_of(error)))
        return None

    def send_one(self, email: OutboundEmail, message: Outgoing) -> None:
        """One attempt at a mail. Its end is noted at once, but that the server has it: that waits for the next."""

        def before_content() -> None:
            mark_handed(email, self.taken)
            self.taken = None
            crash_at("before_content")

        answer = self.postbox.send(message, before_content=before_content)
        if answer.end is not End.SENT:
            self.settle(email, answer)
            return
        crash_at("after_250")
        self.untouched.remove(email)
        self.taken = Taken(email, answer)

    def settle(self, email: OutboundEmail, answer: Answer) -> None:
        """Write an end down, and shut the gate where the server is away or refuses our set-up."""
        self.untouched.remove(email)
        if answer.end in (End.AWAY, End.SET_UP):
            gate.shut()
        if answer.end is End.SET_UP:
            logger.critical("The mail server refuses our set-up (%s): %s", answer.code, answer.words)
        write_down(email, answer)

    def note_taken(self) -> None:
        """Write down that the server has the last mail."""
        if self.taken:
            taken, self.taken = self.taken, None
            write_down(taken.email, taken.answer)


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
