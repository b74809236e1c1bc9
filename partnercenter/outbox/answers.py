"""What came of one attempt, and what it means: the table of D15.

smtplib's exceptions are all OSErrors, so they are told apart here, by their kind and by how far the dialogue
had come, and nowhere else.
"""

import smtplib
import ssl
from dataclasses import dataclass
from enum import Enum, auto

LONGEST_ANSWER = 500  # characters, the column's length
# The server wants a sign-in, or a better one, before it takes any mail: that is our set-up, not this mail.
SET_UP_CODES = frozenset({530, 534, 535, 538})


class End(Enum):
    """How an attempt ended."""

    SENT = auto()  # the server took the mail over
    REFUSED = auto()  # for good: this recipient or this content
    LATER = auto()  # not now: this mail
    AWAY = auto()  # not now: the server cannot be reached, or went away before the content was through
    SET_UP = auto()  # sign-in, encryption or sender refused: ours to repair, no attempt is counted
    UNKNOWN = auto()  # the content went out whole and no answer came (RFC 1047)
    MOOT = auto()  # nothing to send any more
    SUPPRESSED = auto()  # the address is on the suppression list
    BROKEN = auto()  # our own side failed: the renderer raised
    LOST = auto()  # our own side died with the mail in hand


class Step(Enum):
    """How far the dialogue had come."""

    CONNECTING = auto()
    SENDER = auto()
    RECIPIENT = auto()
    CONTENT = auto()
    WAITING = auto()  # the content is through, its answer is not here yet


@dataclass(frozen=True)
class Answer:
    """The end of an attempt, with the server's code (None if there is none) and its words or ours."""

    end: End
    code: int | None = None
    words: str = ""


class Refusal(Exception):
    """The server said no (or nothing sensible) at a step."""

    def __init__(self, step: Step, code: int, words: bytes | str) -> None:
        super().__init__(step, code)
        self.step, self.code, self.words = step, code, clean_words(words)


def of_refusal(refusal: Refusal) -> Answer:
    """The meaning of the server's reply at its step."""
    return _coded(_end_of(refusal.step, refusal.code), refusal.code, refusal.words)


def of_error(error: Exception, step: Step) -> Answer:
    """The meaning of an exception at `step`: a connection that failed, broke or took too long."""
    if step is Step.WAITING:
        return Answer(End.UNKNOWN, words=f"No answer came after the content: {name_of(error)}")
    if step is not Step.CONNECTING:
        return Answer(End.AWAY, words=f"The connection broke before the content was through: {name_of(error)}")
    code, words = getattr(error, "smtp_code", None), clean_words(getattr(error, "smtp_error", b""))
    return _coded(_end_of_connecting(error), code, words or f"No connection: {name_of(error)}")


def name_of(error: Exception) -> str:
    """Kind and number of an error; never its text, which may quote the mail."""
    number = getattr(error, "errno", None)
    return f"{type(error).__name__} {number}" if isinstance(number, int) else type(error).__name__


def clean_words(words: bytes | str) -> str:
    """A server's reply in one printable line, as long as the column."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    line = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(line.split())[:LONGEST_ANSWER]


def _end_of(step: Step, code: int) -> End:
    if code in SET_UP_CODES:
        return End.SET_UP
    if step is Step.WAITING and not 400 <= code < 600:
        return End.UNKNOWN
    if 500 <= code < 600:
        return End.SET_UP if step is Step.SENDER else End.REFUSED
    return End.LATER


def _end_of_connecting(error: Exception) -> End:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return End.SET_UP if error.smtp_code >= 500 else End.AWAY
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError | smtplib.SMTPServerDisconnected):
        return End.AWAY
    if isinstance(error, smtplib.SMTPResponseException):  # the greeting, EHLO, STARTTLS
        return End.AWAY
    if isinstance(error, ssl.SSLError | smtplib.SMTPException):  # certificate; no STARTTLS, no way to sign in
        return End.SET_UP
    return End.AWAY


def _coded(end: End, code: int | None, words: str) -> Answer:
    return Answer(end, code=code if code and 200 <= code < 600 else None, words=words)
