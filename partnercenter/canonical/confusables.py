"""Domains that could be taken for another one: mixed alphabets, and words wholly made of look-alikes (D36).

The bad inputs 17 and 18: such a domain is accepted, but never without its technical name beside it.
"""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnercenter.canonical.domains import a_label, readable

# Letters outside ASCII that print like an ASCII letter in common fonts (a choice out of Unicode's
# confusables).
_TWINS = {
    # Cyrillic
    "асԁеһіјӏорԛѕԝхуѵкмнтвгпьүгз": "acdehijlopqswxyvkmhtbrnbyr3",
    # Greek
    "αονριυτκεηχγωσβμ": "aovpiutkenxywobu",
    # Armenian and Hebrew
    "ոօսհցզյլքաסוןח": "nouhgqjlpwoiln",
    # Latin letters outside ASCII
    "ıɑɡɩʋɪʏɴ": "iagiuiyn",
}
LOOK_ALIKES = {
    ord(twin): letter for twins, letters in _TWINS.items() for twin, letter in zip(twins, letters, strict=True)
}
# Strokes that pass for a slash, a hyphen or a letter when they stand alone between Latin letters.
CJK_STROKES = frozenset("ーノソンニロハカ一丶丿亅工口〇二八力卜ト")

_JAPANESE = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"})
_TOGETHER = (_JAPANESE, frozenset({"LATIN", "CJK", "HANGUL"}), frozenset({"LATIN", "CJK", "BOPOMOFO"}))
_SCRIPT_OF_NAME = {"IDEOGRAPHIC": "CJK", "KATAKANA-HIRAGANA": "KATAKANA"}


def domain_warning(domain: str) -> str | None:
    """The sentence to show beside an accepted domain that may be mistaken for another one; None if it may
    not.

    Takes the domain in either form. A domain that is none gets no warning: refusing it is `clean_domain`'s.
    """
    try:
        ascii_domain = a_label(domain)
    except ValidationError:
        return None
    shown = readable(ascii_domain)
    if not is_confusable(shown):
        return None
    return _(
        "The domain %(domain)s contains letters that look like those of another alphabet. "
        "Its technical name is %(punycode)s. Check that it is the organisation that you mean."
    ) % {"domain": shown, "punycode": ascii_domain}


def is_confusable(domain: str) -> bool:
    """Whether a domain in readable form mixes alphabets in a label, or has a label made of look-alikes
    only."""
    labels = domain.split(".")
    # Under an ending in its own alphabet a word cannot be taken for an ASCII domain.
    looks_latin = labels[-1].isascii()
    return any(_is_mixed(label) or (looks_latin and _is_disguised(label)) for label in labels if not label.isascii())


def scripts(label: str) -> frozenset[str]:
    """The alphabets of the letters of a label, by the first word of their Unicode names."""
    return frozenset(_script(character) for character in label if unicodedata.category(character)[0] == "L")


def _script(character: str) -> str:
    first_word = unicodedata.name(character, "UNKNOWN").split(" ")[0]
    return _SCRIPT_OF_NAME.get(first_word, first_word)


def _is_mixed(label: str) -> bool:
    found = scripts(label)
    if len(found) > 1 and not any(found <= together for together in _TOGETHER):
        return True
    foreign = {character for character in label if not character.isascii()}
    return "LATIN" in found and foreign <= CJK_STROKES


def _is_disguised(label: str) -> bool:
    return label.translate(LOOK_ALIKES).isascii()
