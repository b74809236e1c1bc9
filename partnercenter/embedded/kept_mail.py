"""Reads what the mail catcher has kept. Whatever arrived, and however broken it is, reading it never fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path

from partnercenter.embedded.catcher import RECIPIENT_LINE, SENDER_LINE

NAME = re.compile(r"[0-9]{20}-[0-9a-f]{8}")
ADDRESS = re.compile(r"https?://[^\s<>\"'）」』、。]+")
AFTER_ADDRESS = ".,;:!?)"  # may stand after an address in a sentence


@dataclass(frozen=True)
class KeptMail:
    """One message as it came over SMTP; `name` identifies it and begins with its arrival in nanoseconds."""

    name: str
    content: bytes

    @property
    def arrived_at(self) -> datetime:
        return datetime.fromtimestamp(int(self.name[:20]) / 1e9, UTC)

    @property
    def sender(self) -> str:
        """The envelope's sender, which is where a bounce would go."""
        return self._line(SENDER_LINE)

    @property
    def author(self) -> tuple[str, str]:
        """Name and address of whom a reader sees as the sender; the envelope's sender where the mail names nobody."""
        for address in getattr(self.message.get("From"), "addresses", ()):
            return self._author_name() or str(address.display_name), str(address.addr_spec)
        return "", self.sender

    @property
    def recipients(self) -> list[str]:
        """The envelope's recipients: who really gets it."""
        return [str(value) for value in self.message.get_all(RECIPIENT_LINE, [])]

    @property
    def subject(self) -> str:
        return self._line("Subject").strip()  # a folded line begins with its fold

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Names and values in their order, decoded; the envelope first."""
        return [(name, str(value)) for name, value in self.message.items()]

    @property
    def addresses(self) -> list[str]:
        """The web addresses in the text part, each once, in their order."""
        found = (match.group().rstrip(AFTER_ADDRESS) for match in ADDRESS.finditer(self.text))
        return list(dict.fromkeys(found))

    @cached_property
    def message(self) -> EmailMessage:
        return BytesParser(EmailMessage, policy=policy.default).parsebytes(self.content)

    def _author_name(self) -> str:
        """As mail programs show it: the library's parser sets spaces between the encoded words of one name."""
        head = BytesParser(Message, policy=policy.compat32).parsebytes(self.content, headersonly=True)
        named, _address = parseaddr(str(head.get("From", "")))
        try:
            return str(make_header(decode_header(named))) if named.startswith("=?") else ""
        except (LookupError, MessageError, ValueError):
            return ""

    def _line(self, name: str) -> str:
        return str(self.message.get(name, "") or "")

    def _body(self, kind: str) -> str:
        """The body of that kind; bytes that are no text in their own charset are shown as replacement characters."""
        try:
            part = self.message.get_body(preferencelist=(kind,))
        except (AttributeError, KeyError):
            return ""
        return _decoded(part) if part else ""


def _decoded(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        content = part.get_payload(decode=True)
        return content.decode(errors="replace") if isinstance(content, bytes) else ""


def kept_mails(folder: Path) -> Iterator[KeptMail]:
    """The messages in `folder`, the newest first."""
    for path in sorted(folder.glob("*.eml"), reverse=True):
        if NAME.fullmatch(path.stem):
            yield KeptMail(name=path.stem, content=path.read_bytes())


def find_mail(folder: Path, name: str) -> KeptMail | None:
    """The message of that name, None if there is none or the name is not one of ours."""
    path = folder / f"{name}.eml"
    if not NAME.fullmatch(name) or not path.is_file():
        return None
    return KeptMail(name=name, content=path.read_bytes())
