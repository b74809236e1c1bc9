"""Texts of a partner may hold no links of their own (decisions §4, abuse case T7, bad input 39).

Mail programs turn far more than https:// into something to click, and people retype what they cannot
click; so refused is whatever looks like an address of the web, in half-width or full-width, with Japanese
around it or not. E-mail addresses are allowed, and so is what only has a full stop in it: ver.2.0, e.g.,
3.5, Co.,Ltd.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.top_levels import FOREIGN_TOP_LEVELS, TOP_LEVELS

_ASCII_WORD = "A-Za-z0-9"
# Not followed by "/", ":8080" and the like: then the address is the user part of a link.
_EMAIL = re.compile(
    rf"[{_ASCII_WORD}._%+'-]{{1,64}}@(?:[{_ASCII_WORD}-]{{1,63}}\.){{1,8}}[A-Za-z]{{2,24}}"
    rf"(?![{_ASCII_WORD}/?#\\-]|:\d)"
)
_IPV4 = r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_NO_VERSION = r"(?<!ver )(?<!version )(?<!バージョン )(?<!バージョン)"
_LINKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # A scheme, also one that was made harmless: https://, http:, hxxps, h**p
        rf"(?<![{_ASCII_WORD}])[a-z][a-z0-9+.-]{{0,20}}\s?:\s?[/\\]{{2}}",
        r"https?\s?:",
        r"h(?:xx|\*\*|__)ps?(?![a-z])",
        rf"(?<![{_ASCII_WORD}])(?:(?:mailto|javascript|vbscript|ftp):\S|data:(?:text|image|application)/)",
        rf"[/\\]{{2}}[{_ASCII_WORD}]",
        rf"(?<![{_ASCII_WORD}])www\d{{0,3}}\s?\.",
        # evil[.]com, evil (dot) com, evil dot com
        r"\w\s?[\[({<]\s?(?:\.|dot|ドット)\s?[\])}>]\s?\w",
        rf"[{_ASCII_WORD}]\s(?:dot|ドット)\s(?:com|net|org|info|biz|jp|cn|io|co)(?![{_ASCII_WORD}])",
        # An IP address, but for the version of a program; with a path or a port it is none
        rf"(?<![{_ASCII_WORD}.]){_NO_VERSION}{_IPV4}(?![{_ASCII_WORD}]|\.\d)",
        rf"(?<![{_ASCII_WORD}.]){_IPV4}(?:/|:\d)",
        r"\[[0-9a-f]{0,4}:[0-9a-f]{0,4}:[0-9a-f:.]{0,40}\]",
        # Any ending, if a path, a port, a query or a place follows: evil.example/login
        rf"[{_ASCII_WORD}](?:[{_ASCII_WORD}-]{{0,62}})\.[a-z]{{2,24}}(?:/[{_ASCII_WORD}]|:\d|[?#][{_ASCII_WORD}])",
    )
)
_ENDINGS = "|".join(sorted(TOP_LEVELS, key=len, reverse=True))
_FOREIGN_ENDINGS = "|".join(FOREIGN_TOP_LEVELS)
_BARE_DOMAIN = re.compile(
    rf"[\w-]{{1,63}}\.(?:(?:{_ENDINGS}|xn--[a-z0-9-]{{2,59}})(?![a-z0-9-])|{_FOREIGN_ENDINGS})", re.IGNORECASE
)
# A domain of which only the end is in ASCII: the words before it are shown without need.
_ASCII_TAIL = re.compile(rf"[{_ASCII_WORD}-]+\.[{_ASCII_WORD}-]+\Z")
# Names of products and legal forms that only look like a domain.
_NO_DOMAINS = frozenset({"asp.net", "co.ltd", "pty.ltd", "pvt.ltd", "co.kg"})
# The full stop of Japanese separates the labels of a domain as well, but after a Latin letter only:
# 「です。netは」 is a sentence.
_IDEOGRAPHIC_STOP = re.compile(rf"(?<=[{_ASCII_WORD}])。(?=[{_ASCII_WORD}])")


def check_no_links(text: str, *, allowed_names: Iterable[str] = ()) -> None:
    """Raise `ValidationError` (code `link`) naming the first thing that looks like a link.

    `allowed_names` may look like one and still stand alone in the text, as the partner's legal name "Contoso.com K.K.".
    Pass only names that an operator has confirmed, never one that the writer of the text chose.
    """
    found = find_link(text, allowed_names=allowed_names)
    if found:
        raise ValidationError(
            _("Links are not allowed here. Remove “%(found)s”."), code="link", params={"found": found}
        )


def find_link(text: str, *, allowed_names: Iterable[str] = ()) -> str | None:
    """The first thing that looks like a link, as it reads after folding (at most 80 characters); None if
    there is none."""
    plain = _without_emails(_without_names(_folded(text), allowed_names))
    matches = [match for pattern in _LINKS if (match := pattern.search(plain))]
    if matches:
        return _word_at(plain, min(match.start() for match in matches))
    domains = (match for match in _BARE_DOMAIN.finditer(plain) if match.group().lower() not in _NO_DOMAINS)
    first = next(domains, None)
    return _without_sentence(first.group()) if first else None


def _without_sentence(found: str) -> str:
    tail = _ASCII_TAIL.search(found)
    return tail.group() if tail else found


def _folded(text: str) -> str:
    # Zero-width characters and marks without an own shape would split a link for us, and not for its reader.
    seen = "".join(character for character in text if not _is_hidden(character))
    return _IDEOGRAPHIC_STOP.sub(".", unicodedata.normalize("NFKC", seen))


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Cs") or character in "\u034f\ufe0e\ufe0f\x00"


def _without_names(text: str, names: Iterable[str]) -> str:
    for name in filter(None, map(_folded, names)):
        # With more of an address around it the name is not alone, and the whole is judged.
        alone = rf"(?<![{_ASCII_WORD}@./\\:-]){re.escape(name)}(?![{_ASCII_WORD}@/\\:?#-]|\.[{_ASCII_WORD}])"
        text = re.sub(alone, "@", text)
    return text


def _without_emails(text: str) -> str:
    return _EMAIL.sub("@", text)


def _word_at(text: str, start: int) -> str:
    return (text[start : start + 80].split() or [text[start : start + 80]])[0]
