"""Mail and organisation domains: one stored form (IDNA 2008 A-label in lower case), and the public
mailboxes."""

import re
import unicodedata
from functools import lru_cache

import idna
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.free_mail import FREE_MAIL_DOMAINS

__all__ = ["FREE_MAIL_DOMAINS", "a_label", "clean_domain", "is_free_mail", "readable"]

MAX_DOMAIN_LENGTH = 253
_TOP_LEVEL = re.compile(r"xn--[a-z0-9-]{1,59}|[a-z]{2,63}")
# Names that exist inside one network or one machine only (RFC 6761, RFC 6762).
_LOCAL_ONLY = frozenset({"localhost", "local"})
_AROUND = " \t\r\n\u00a0\u3000"


def clean_domain(text: str | None) -> str:
    """The stored form of a domain that a person typed: trimmed, lower case, A-label, with a top level.

    Raises `ValidationError` (codes `domain_empty`, `domain_characters`, `domain_incomplete`, `domain`).
    """
    domain = a_label((text or "").strip(_AROUND))
    labels = domain.split(".")
    if len(labels) < 2 or labels[-1] in _LOCAL_ONLY or not _TOP_LEVEL.fullmatch(labels[-1]):
        raise ValidationError(
            _("Enter the whole domain with its ending, such as example.com."), code="domain_incomplete"
        )
    return domain


def a_label(domain: str) -> str:
    """The domain in lower case as IDNA 2008 A-labels. ß stays ß and never becomes ss (bad input 20).

    Letters that would change under NFKC (full-width, ligatures, the Kelvin sign) are refused, not folded: two
    spellings that look different must not silently become one address (bad input 15).
    """
    if not domain:
        raise ValidationError(_("Enter a domain, such as example.com."), code="domain_empty")
    if len(domain) > MAX_DOMAIN_LENGTH:
        raise _invalid_domain()
    if not all(_is_plain(character) for character in domain):
        raise ValidationError(
            _("Write the domain in half-width letters, such as example.com, without spaces or symbols."),
            code="domain_characters",
        )
    return _encoded(unicodedata.normalize("NFC", domain.lower()))


def readable(domain: str) -> str:
    """The domain as people read it (U-labels), or unchanged where it cannot be decoded."""
    try:
        return idna.decode(domain)
    except (UnicodeError, ValueError, IndexError):
        return domain


def is_free_mail(domain: str) -> bool:
    """Whether the domain, or one that it lies under, hands out mailboxes to the public, so that it says
    nothing about an organisation (decisions §5). A domain that is none is not free mail either."""
    try:
        labels = a_label(domain).split(".")
    except ValidationError:
        return False
    return any(".".join(labels[start:]) in FREE_MAIL_DOMAINS for start in range(len(labels) - 1))


def _is_plain(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "-."
    # U+0130 lowers to two characters, one of them invisible beside the other.
    return character != "\u0130" and unicodedata.normalize("NFKC", character) == character


@lru_cache(maxsize=1024)  # a file of people names one domain thousands of times; no name is longer than 253 letters
def _encoded(domain: str) -> str:
    try:
        encoded = idna.encode(domain).decode("ascii")
    except (UnicodeError, ValueError, IndexError):
        raise _invalid_domain() from None
    if encoded.endswith(".") or len(encoded) > MAX_DOMAIN_LENGTH:
        raise _invalid_domain()
    return encoded


def _invalid_domain() -> ValidationError:
    return ValidationError(
        _("There is no such domain. Check the part after the @, such as example.com."), code="domain"
    )
