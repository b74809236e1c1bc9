"""E-mail addresses: what is accepted, what is stored, and the one key that compares them (decisions §10,
D36).

Accepted is what ordinary mail servers deliver without SMTPUTF8: an ASCII local part without quoting, and a
domain in any script. Numbers in comments are those of the catalogue of bad inputs.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.confusables import domain_warning
from partnercenter.canonical.domains import a_label, clean_domain

__all__ = [
    "MAX_ADDRESS_LENGTH",
    "RESERVED_LOCAL_PARTS",
    "ascii_address",
    "check_email",
    "check_recipient_local",
    "domain_of",
    "domain_warning",
    "email_key",
]

MAX_ADDRESS_LENGTH = 254
MAX_LOCAL_LENGTH = 64
# Mailboxes of a role that answers for a mail system, or that nobody reads (RFC 2142). Those of a business
# (info, sales, support, admin) are not among them: small companies have no other.
_RESERVED = """
abuse bounce bounces daemon devnull do-not-reply donotreply hostmaster list-request mailer-daemon mailerdaemon
majordomo news no-reply no_reply noc nobody noreply null
postmaster root security-alert spam usenet uucp webmaster
"""
RESERVED_LOCAL_PARTS: frozenset[str] = frozenset(_RESERVED.split())

_AROUND = " \t\r\n\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
# Far beyond any address, and short enough for every check below to be instant (46).
_ABSURD_LENGTH = 1000
_LOCAL = re.compile(r"[A-Za-z0-9#$&'*+/=?^_{}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*")


def check_email(address: str | None) -> str:
    """The address to store: trimmed, as typed, a domain outside ASCII as A-label. Raises `ValidationError`
    with a code and the cure for bad inputs 1-29 and 32."""
    text = _trimmed(address)
    _check_width(text)
    _check_shape(text)
    local, _at, domain = text.partition("@")
    _check_local(local)
    ascii_domain = clean_domain(domain)
    if len(local) + 1 + len(ascii_domain) > MAX_ADDRESS_LENGTH:
        raise _too_long()
    return f"{local}@{domain if domain.isascii() else ascii_domain}"


def email_key(address: str | None) -> str:
    """The stored key that compares addresses, of users, recipients and suppressions alike: local part in
    lower case, domain as A-label in lower case. No folding of dots, tags or ß.

    Milder than `check_email` (it takes root@localhost), but raises `ValidationError` where there is no
    address.
    """
    local, domain = _halves(_trimmed(address))
    return f"{local.lower()}@{a_label(domain)}"


def ascii_address(address: str) -> str:
    """What goes into SMTP and into mail headers: the local part as stored, the domain as A-label."""
    local, domain = _halves(_trimmed(address))
    return f"{local}@{a_label(domain)}"


def domain_of(address: str) -> str:
    """The domain of an address, as A-label in lower case."""
    return email_key(address).rpartition("@")[2]


def check_recipient_local(
    address: str, *, portal_domains: Iterable[str] = (), partner_domains: Iterable[str] = ()
) -> None:
    """Whether a request may be addressed there at all (30). Raises `reserved_local_part`, `portal_domain`
    (and everything under it) or `partner_domain`; the caller knows the two kinds of domains."""
    local, _at, domain = email_key(address).rpartition("@")
    if local.partition("+")[0] in RESERVED_LOCAL_PARTS:
        raise ValidationError(
            _("Nobody answers requests at this address. Enter the address of a person."),
            code="reserved_local_part",
        )
    if any(f".{domain}".endswith(f".{a_label(own)}") for own in portal_domains):
        raise ValidationError(
            _("This address belongs to Partner Center itself. Enter an address of the customer."),
            code="portal_domain",
        )
    if domain in {a_label(own) for own in partner_domains}:
        raise ValidationError(
            _("This address belongs to a partner. Enter an address of the customer."), code="partner_domain"
        )


def _trimmed(address: str | None) -> str:
    text = (address or "").strip(_AROUND)
    if not text:
        raise ValidationError(_("Enter an e-mail address, such as name@example.com."), code="empty")
    if len(text) > _ABSURD_LENGTH:
        raise _too_long()
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for character in text):
        raise ValidationError(
            _("The address contains an invisible character. Delete it and type the address by hand."),
            code="invisible_character",
        )
    return text


def _check_width(text: str) -> None:
    """What an input method left full-width has its own cure; letters of other scripts have that of their part."""
    if (
        any(unicodedata.east_asian_width(each) == "F" for each in text)
        and unicodedata.normalize("NFKC", text).isascii()
    ):
        raise ValidationError(
            _("Write the whole address in half-width characters, with the @ and the dots, such as name@example.com."),
            code="full_width",
        )


def _check_shape(text: str) -> None:
    if "<" in text or ">" in text:
        raise ValidationError(
            _("Enter the address alone, such as name@example.com, without a name and without < >."),
            code="display_name",
        )
    if '"' in text or "\\" in text:
        raise ValidationError(
            _("Addresses with quotation marks or backslashes are not supported. Enter another address."),
            code="quoted",
        )
    if text.count("@") > 1 or any(separator in text for separator in ",;，；、"):
        raise ValidationError(_("Enter one address only."), code="several_addresses")
    if any(character.isspace() for character in text):
        raise ValidationError(_("Remove the space inside the address."), code="space")
    _halves(text)
    if text.partition("@")[2].startswith("["):
        raise ValidationError(
            _("Enter an address with a domain, such as name@example.com, not with an IP address."),
            code="ip_address",
        )


def _halves(text: str) -> tuple[str, str]:
    local, at, domain = text.rpartition("@")
    if not (at and local and domain):
        raise ValidationError(
            _("Enter the whole address with the part before and after the @, such as name@example.com."),
            code="incomplete",
        )
    if not local.isascii():
        raise ValidationError(
            _("Write the part before the @ in half-width letters from a to z, digits and signs such as . - _ +."),
            code="local_not_ascii",
        )
    return local, domain


def _check_local(local: str) -> None:
    if len(local) > MAX_LOCAL_LENGTH:
        raise ValidationError(_("Check the part before the @; it is longer than 64 characters."), code="local_too_long")
    # A leading = + - starts a formula in a spreadsheet or an option of a mail program (29).
    if local[0] in "=+-" or not _LOCAL.fullmatch(local):
        raise ValidationError(
            _("Check the part before the @; it contains a sign that is not allowed there."), code="local_part"
        )


def _too_long() -> ValidationError:
    return ValidationError(_("Check the address; it is longer than 254 characters."), code="too_long")
