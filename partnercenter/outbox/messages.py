"""The message that is sent: a row's fixed headers around a letter's words (D13, D14, ux 5.7)."""

from email.charset import BASE64, QP, Charset
from email.header import Header
from email.headerregistry import Address
from email.utils import format_datetime, formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override

from partnercenter.canonical.emails import ascii_address
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import Letter
from partnercenter.outbox.returnpath import return_path

PRODUCT = "Partner Center"


class Outgoing(EmailMultiAlternatives):
    """A message that is written out once, however often it is looked at; `return_path` is where bounces go."""

    return_path: str

    @cached_property
    def content(self) -> bytes:
        """What goes over the wire. Raises `ValueError` for what no header may hold."""
        written: bytes = self.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
        return written


def build(email: OutboundEmail, letter: Letter) -> Outgoing:
    """Text and HTML to the row's one recipient. The same row gives the same Message-ID and Date each time.

    Raises `ValueError` (also as `BadHeaderError`) for line breaks in a header or an address that is none.
    """
    message = Outgoing(
        subject=encoded(letter.subject, "Subject"),
        body=letter.text,
        from_email=sender(letter.from_name, language=email.language),
        to=[one_address(email.recipient)],
        reply_to=[one_address(letter.reply_to)] if letter.reply_to else None,
        headers=fixed_headers(email),
        alternatives=[(letter.html, "text/html")],
    )
    message.encoding = seven_bits(email.language)
    message.return_path = return_path(email.public_id)
    return message


def fixed_headers(email: OutboundEmail) -> dict[str, str]:
    """What identifies the mail, and asks machines not to answer it."""
    return {
        "Message-ID": email.message_id,
        "Date": format_datetime(email.created_at),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Feedback-ID": f"{email.public_id.hex}:{email.kind}:{email.cloud_code or 'none'}:partnercenter",
        "Content-Language": email.language,
    }


def sender(name: str, *, language: str) -> str:
    """`"Kitakaze Systems K.K. via Partner Center" <no-reply@…>`: the portal's address, whoever asks."""
    if name == PRODUCT:
        return formataddr((PRODUCT, settings.MAIL_FROM))
    with override(language):
        shown = _("%(name)s via Partner Center") % {"name": name}
    return formataddr((encoded(shown, "From"), settings.MAIL_FROM))


def encoded(words: str, header: str) -> str:
    """Words outside ASCII as encoded words of at most 75 signs (RFC 2047), the first beside the header's name.

    Django leaves room for no name, so that a long first word would leave the header's first line empty, which some
    servers refuse. Line breaks stay as they are, for Django to refuse.
    """
    if words.isascii() or len(words.splitlines()) > 1:
        return words
    return Header(words, "utf-8", maxlinelen=75, header_name=header).encode(linesep="")


def one_address(address: str) -> str:
    """The address in ASCII, its domain as A-label; `ValueError` unless it is exactly one."""
    return Address(addr_spec=ascii_address(address)).addr_spec


def seven_bits(language: str) -> Charset:
    """UTF-8 that passes every server: readable for Latin letters, compact for the others."""
    charset = Charset("utf-8")
    charset.body_encoding = BASE64 if language == "ja" else QP
    return charset
