"""What single characters are: controls, invisible ones, surrogates, stacked marks (D36, bad inputs 32-46).

Two kinds of answer, as the catalogue of bad inputs asks: what can only be an attack or an accident is
refused with a `ValidationError`; what a careless copy brings along and nobody can see is taken out.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ZERO_WIDTH_JOINER = "\u200d"
UNREADABLE = "\ufffd"  # the replacement character
LINE_SEPARATORS = "\u2028\u2029"
# Letters and symbols by their category, but nothing to be seen: Hangul fillers and the empty Braille cell.
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# No living script stacks more than four marks on one letter; "zalgo" text stacks dozens.
MAX_STACKED_MARKS = 4

_SURROGATE = re.compile("[\ud800-\udfff]")
_VARIATION_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def refuse_controls(text: str, *, allowed: str = "") -> None:
    """Raise `control_character` for C0, C1, lone surrogates, and U+FFFD (what the framework makes of bytes that are
    no text, lone surrogates among them), except the characters in `allowed`."""
    for character in set(text):
        if character not in allowed and is_unreadable(character):
            raise ValidationError(
                _("Remove the line break or control character; it cannot be stored."),
                code="control_character",
            )


def is_unreadable(character: str) -> bool:
    """Whether the character is none that somebody has written."""
    return character == UNREADABLE or unicodedata.category(character) in ("Cc", "Cs")


def refuse_stacked_marks(text: str) -> None:
    """Raise `stacked_marks` where more than four combining marks follow one another (also keeps NFC fast)."""
    run = 0
    for character in without_variation_selectors(text.replace(ZERO_WIDTH_JOINER, "")):
        run = run + 1 if _is_mark(character) else 0
        if run > MAX_STACKED_MARKS:
            raise ValidationError(
                _("Remove the accents that are stacked on one letter; there are too many of them."),
                code="stacked_marks",
            )


def without_invisible(text: str) -> str:
    """Take out what cannot be seen: format characters (bidi controls, zero width) except the joiner that
    emoji need, private use, non-characters, line and paragraph separators."""
    return "".join(character for character in text if not _is_dropped(character))


def without_variation_selectors(text: str) -> str:
    """The text for comparing: the same letter whichever glyph of it was chosen."""
    return _VARIATION_SELECTOR.sub("", text)


def is_visible(text: str) -> bool:
    """Whether there is anything to see: at least one character that is no space, mark, control or blank."""
    return any(_is_shown(character) for character in text)


def is_noncharacter(character: str) -> bool:
    """Code points that Unicode reserves for ever: U+FDD0-FDEF and the last two of each plane."""
    point = ord(character)
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


def storable(text: str) -> str:
    """The text as a page or a database can hold it: NUL and lone surrogates become U+FFFD. For showing again
    what was refused, never for storing."""
    return _SURROGATE.sub("\ufffd", text.replace("\x00", "\ufffd"))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def _is_shown(character: str) -> bool:
    # Unassigned for this Python may be an emoji of a newer Unicode.
    shown = unicodedata.category(character)
    return character not in BLANKS and (shown[0] in "LNPS" or (shown == "Cn" and not is_noncharacter(character)))


def _is_dropped(character: str) -> bool:
    if character == ZERO_WIDTH_JOINER:
        return False
    if character in LINE_SEPARATORS or is_noncharacter(character):
        return True
    return unicodedata.category(character) in ("Cf", "Co")
