"""Names and texts that people write: what is stored, and the key that sorts them (D36, bad inputs 33-48).

The keys of the search live in `searching`; they are offered from here as well, because callers want them
together.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from partnercenter.canonical.characters import (
    is_visible,
    refuse_controls,
    refuse_stacked_marks,
    without_invisible,
    without_variation_selectors,
)
from partnercenter.canonical.searching import (
    bigrams,
    search_document,
    search_key,
    search_query,
    search_text,
    search_words,
)

__all__ = [
    "bigrams",
    "clean_line",
    "clean_text",
    "search_document",
    "search_key",
    "search_query",
    "search_text",
    "search_words",
    "sort_key",
]

SORT_KEY_LENGTH = 200
# Legal forms that stand before a Japanese or Chinese name, as NFKC and casefold leave them. Those behind a
# name do no harm.
_LEGAL_FORMS = """
特定非営利活動法人 独立行政法人 国立大学法人 公立大学法人 地方独立行政法人 一般社団法人 公益社団法人
一般財団法人 公益財団法人 社会福祉法人 医療法人社団 医療法人財団 医療法人 学校法人
宗教法人 農事組合法人 弁護士法人 税理士法人 監査法人
npo法人 株式会社 有限会社 合同会社 合資会社 合名会社 相互会社
(株) (有) (同) (資) (名) (相) (社) (財) (医) (学) (福) (独)
"""
_LEGAL_FORM = re.compile(
    r"\A(?:" + "|".join(map(re.escape, sorted(_LEGAL_FORMS.split(), key=len, reverse=True))) + r")\s*"
)
_SPACES = re.compile(r"\s+")
_LINE_BREAK = re.compile("\r\n?|[\u2028\u2029]")


def clean_line(text: str | None, max_length: int) -> str:
    """A one-line name as it is stored: trimmed, NFC, spaces single, nothing invisible in it.

    `max_length` counts characters after cleaning. Empty stays empty (whether it may be is the field's
    question). Raises `ValidationError`: `control_character` (33, 34, 36, 43), `max_length` (37, 46),
    `stacked_marks`, `nothing_visible` (42).
    """
    text = text or ""
    _refuse_absurd_length(text, max_length)
    refuse_controls(text, allowed="\t")
    return _checked(_SPACES.sub(" ", _canonical(text)).strip(), text, max_length)


def clean_text(text: str | None, max_length: int) -> str:
    """A text of several lines as it is stored: line ends as LF, NFC, nothing invisible, no blank edges.

    Raises the same codes as `clean_line`; line breaks and tabs are kept.
    """
    text = text or ""
    _refuse_absurd_length(text, max_length)
    unix = _LINE_BREAK.sub("\n", text)
    refuse_controls(unix, allowed="\t\n")
    return _checked(_canonical(unix).strip(), text, max_length)


def sort_key(name: str, max_length: int = SORT_KEY_LENGTH) -> str:
    """The stored key that sorts names by code point, as the database does (C.UTF-8): NFKC, casefold, the
    legal form and signs before the name's own word skipped, at most `max_length` characters. Pass the
    reading where there is one."""
    folded = _SPACES.sub(" ", without_variation_selectors(_folded(name[: 4 * max_length]))).strip()
    own_word = _without_leading_signs(_LEGAL_FORM.sub("", folded))
    return (own_word or folded)[:max_length].rstrip()


def _folded(name: str) -> str:
    # Casefolding can leave the normal form, so it is restored afterwards.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(c for c in folded if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") or c in "\t\r\n")


def _without_leading_signs(text: str) -> str:
    start = next((index for index, character in enumerate(text) if character.isalnum()), len(text))
    return text[start:]


def _canonical(text: str) -> str:
    seen = without_invisible(text)
    refuse_stacked_marks(seen)
    return unicodedata.normalize("NFC", seen)


def _checked(cleaned: str, typed: str, max_length: int) -> str:
    if len(cleaned) > max_length:
        raise _too_long(max_length)
    if typed.strip() and not is_visible(cleaned):
        raise ValidationError(
            _("Enter a text that can be seen; this one has no visible character."), code="nothing_visible"
        )
    return cleaned


def _refuse_absurd_length(text: str, max_length: int) -> None:
    # Decomposed letters shrink to a quarter at most; anything longer is refused before it costs time (46).
    if len(text) > 4 * max_length + 1000:
        raise _too_long(max_length)


def _too_long(max_length: int) -> ValidationError:
    message = ngettext_lazy(
        "Shorten the text to %(limit)d character.", "Shorten the text to %(limit)d characters.", "limit"
    )
    return ValidationError(message, code="max_length", params={"limit": max_length})
