"""Reading a delivery status notification (RFC 3464). Whoever can send mail can write one: nothing in it is trusted
but what became of the one mail whose return path it came to."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from partnercenter.outbox.answers import clean_words

LARGEST = 1024 * 1024  # bytes
MOST_HOPS = 40  # Received lines; a message that went round more often goes in circles
MOST_PARTS = 50
STATUS = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})")
REPLY_CODE = re.compile(r"([245]\d\d)[ -]?")


class Unreadable(Exception):
    """No delivery status notification, or none that says what became of the mail."""


@dataclass(frozen=True)
class DeliveryReport:
    """`action` is failed, delayed, delivered, relayed or expanded; `status` the enhanced code; `words` the server's."""

    action: str
    status: str
    code: int | None
    words: str

    @property
    def is_given_up(self) -> bool:
        """Nobody tries any more; with a status of class 4 after days of trying, which blames no address."""
        return self.action == "failed"

    @property
    def is_about_address(self) -> bool:
        """A next mail to the address would fare no better."""
        return self.is_given_up and self.status.startswith("5.")


def is_looping(content: bytes) -> bool:
    """Whether the message went through more hops than any honest one."""
    head = re.split(rb"\r?\n\r?\n", content, maxsplit=1)[0]
    return len(re.findall(rb"(?im)^received:", head)) > MOST_HOPS


def read_report(content: bytes) -> DeliveryReport:
    """What the first recipient's fields say (our mails have one recipient). Raises `Unreadable`."""
    try:
        fields = _recipient_fields(message_from_bytes(content, policy=policy.compat32))
        action = str(fields["Action"] or "").strip().lower()
        status = STATUS.search(str(fields["Status"] or ""))
        said = str(fields["Diagnostic-Code"] or "")
    except (ValueError, LookupError, AttributeError, RecursionError) as problem:
        raise Unreadable(type(problem).__name__) from None
    if not status or action not in ("failed", "delayed", "delivered", "relayed", "expanded"):
        raise Unreadable("no action or no status")
    return _report(action, status.group(), said)


def _recipient_fields(message: Message) -> Message:
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part.get_content_type() == "message/delivery-status" and isinstance(part.get_payload(), list):
            blocks = [block for block in part.get_payload() if isinstance(block, Message)]
            found = next((block for block in blocks if block["Action"]), None)
            if found is not None:
                return found
    raise Unreadable("no delivery status")


def _report(action: str, status: str, said: str) -> DeliveryReport:
    """The diagnostic without its type, and without the codes that stand in columns of their own."""
    kind, _semicolon, text = said.partition(";")
    words = clean_words(text if kind.strip().lower() == "smtp" else said)
    code = REPLY_CODE.match(words)
    words = words[code.end() :] if code else words
    words = words if words.startswith(status) else f"{status} {words}"
    return DeliveryReport(action, status, int(code.group(1)) if code else None, clean_words(words))
