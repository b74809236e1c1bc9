"""The one place that sends mail. Everything else writes rows (architecture; D12, D14, D15)."""

import contextlib
import re
import smtplib
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from celery.exceptions import SoftTimeLimitExceeded
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

from partnercenter.outbox.answers import Answer, End, Refusal, Step, clean_words, of_error, of_refusal
from partnercenter.outbox.messages import Outgoing

MAILS_PER_CONNECTION = 50
LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)


class Postbox:
    """A connection to the mail server, opened with the first mail and used again for the next ones."""

    def __init__(self) -> None:
        self._backend: Any = get_connection()
        self._sent = 0
        self._is_clean = True  # the last mail was taken, so that no half of one is left in the session

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, message: Outgoing, *, before_content: Callable[[], None]) -> Answer:
        """Hand one message to the server; never raises for what a server or a network does.

        `before_content` is called when the recipient is taken and before the content goes out; what it
        raises comes through, and the server gets nothing.
        """
        if not isinstance(self._backend, EmailBackend):  # a test's mailbox, a developer's console
            before_content()
            self._backend.send_messages([message])
            return Answer(End.SENT)
        return self._send_by_smtp(message, before_content)

    def close(self) -> None:
        """Say goodbye; how the server takes that changes nothing of what it took before (F29)."""
        with contextlib.suppress(OSError):
            self._backend.close()
        self._forget()

    def _send_by_smtp(self, message: Outgoing, before_content: Callable[[], None]) -> Answer:
        dialogue: Dialogue | None = None
        is_reused, was_clean, self._is_clean = self._backend.connection is not None, self._is_clean, False
        try:
            dialogue = Dialogue(self._open(was_clean=was_clean))
            answer = dialogue.send(message, before_content)
            self._is_clean = True
        except Refusal as refusal:
            answer = of_refusal(refusal)
            if refusal.code == 421:
                self.close()
        except (OSError, SoftTimeLimitExceeded) as error:
            answer = of_error(error, dialogue.step if dialogue else Step.CONNECTING)
            self.drop()
        if is_reused and dialogue and dialogue.step is Step.SENDER and self._backend.connection is None:
            return self._send_by_smtp(message, before_content)  # it hung up between two mails; nothing was begun
        return answer

    def drop(self) -> None:
        """Leave a broken connection without a word; waiting for its goodbye would hang once more."""
        for connection in (self._backend.connection, self._backend._partial_connection):
            if connection is not None:
                connection.close()
        self._forget()

    def _forget(self) -> None:
        if isinstance(self._backend, EmailBackend):
            self._backend.connection = self._backend._partial_connection = None  # type: ignore[attr-defined]

    def _open(self, *, was_clean: bool) -> smtplib.SMTP:
        self._sent += 1
        if self._backend.connection is not None and not self._is_fit(was_clean=was_clean):
            self.close()
        if self._backend.open():
            self._sent = 1
        connection: smtplib.SMTP = self._backend.connection
        connection.ehlo_or_helo_if_needed()
        return connection

    def _is_fit(self, *, was_clean: bool) -> bool:
        """Whether the connection takes another mail; RSET forgets what one that was refused left behind."""
        try:
            return self._sent <= MAILS_PER_CONNECTION and (was_clean or self._backend.connection.rset()[0] == 250)
        except OSError:
            return False


class Dialogue:
    """One mail's part of an SMTP session; `step` says how far it came."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self.server, self.step = server, Step.SENDER

    def send(self, message: Outgoing, before_content: Callable[[], None]) -> Answer:
        """Sender, one recipient, content. Raises `Refusal`, or what the connection raises."""
        self._expect(self.server.mail(message.return_path), (250,))
        self.step = Step.RECIPIENT
        self._expect(self.server.rcpt(message.to[0]), (250, 251))
        before_content()
        self.step = Step.CONTENT
        self._expect(self.server.docmd("DATA"), (354,))
        self.server.send(closed(message.content))
        self.step = Step.WAITING
        code, words = self._expect(self.server.getreply(), (250,))
        return Answer(End.SENT, code=code, words=clean_words(words))

    def _expect(self, reply: tuple[int, bytes], codes: tuple[int, ...]) -> tuple[int, bytes]:
        if reply[0] not in codes:
            raise Refusal(self.step, *reply)
        return reply


def closed(content: bytes) -> bytes:
    """The content as DATA wants it: dots at the start of a line doubled, a line with a dot at the end."""
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return LEADING_DOT.sub(b"..", ended) + b".\r\n"
