"""Words put side by side as each language does: Japanese has its own comma and brackets and no space after a stop.

Notation, like `times`; whole sentences belong into the catalogues.
"""

import re
from collections.abc import Iterable

from django.utils.translation import get_language


def is_japanese(language: str = "") -> bool:
    """Whether `language`, by default the one of the moment, is Japanese."""
    return (language or get_language() or "").startswith("ja")


def comma(language: str = "") -> str:
    """What stands between the words of a list."""
    return "、" if is_japanese(language) else ", "


def colon(language: str = "") -> str:
    """What stands behind a word that announces what follows."""
    return "：" if is_japanese(language) else ":"


def gap(language: str = "") -> str:
    """What stands between two sentences."""
    return "" if is_japanese(language) else " "


def listed(words: Iterable[object], language: str = "") -> str:
    """`Admin agent, Viewer` / `管理エージェント、閲覧者`."""
    return comma(language).join(str(word) for word in words)


def in_brackets(words: object, language: str = "") -> str:
    """The bracket that follows a word: ` (Misaki Tanaka)` / `（田中 美咲）`. Not for markup: it escapes nothing."""
    return f"（{words}）" if is_japanese(language) else f" ({words})"


def one_after_another(*sentences: object, language: str = "") -> str:
    """Sentences as one text; empty ones are left out."""
    return gap(language).join(str(sentence) for sentence in sentences if sentence)


def one_stop(text: object) -> str:
    """A sentence that ends in a name with a full stop of its own (`… for Harbor & Pine K.K..`) keeps one stop."""
    return TWO_STOPS.sub(r".\1", str(text))


# Two full stops, tags between them or not, at the end of a word; three are an ellipsis and stay.
TWO_STOPS = re.compile(r"(?<!\.)\.((?:</\w+>)*)\.(?=\s|<|$)")
