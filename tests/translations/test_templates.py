"""No template says anything outside its translatable parts, so that pages no test opens speak Japanese too."""

import re
from pathlib import Path

import pytest

from tests.translations.catalogue import ROOT
from tests.translations.latin import spoken, without_names

# The showcase is for those who build pages; the shell of the administration holds names alone.
UNTRANSLATED = ("pages/components.html",)
COMMENTS = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
TRANSLATED = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}", re.DOTALL)
CLASSES = re.compile(r"{% block body_class %}.*?{% endblock %}")
CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
ENGLISH = re.compile(r"[A-Za-z]{2,}")
TEMPLATES = ROOT / "templates"
FOUND = sorted(path for path in TEMPLATES.rglob("*.html") if not str(path).endswith(UNTRANSLATED))
TEXTS = sorted(path for path in (TEMPLATES / "mail").rglob("*.txt"))


def left_over(path: Path) -> str:
    """The template without comments, tags and what is translated."""
    text = path.read_text(encoding="utf-8")
    for part in (COMMENTS, TRANSLATED, CLASSES, CODE):
        text = part.sub("", text)
    return text


@pytest.mark.parametrize("path", FOUND, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_page_says_nothing_untranslated(path: Path) -> None:
    assert not [text for text in spoken(left_over(path)) if ENGLISH.search(without_names(text))]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_mail_says_nothing_untranslated(path: Path) -> None:
    assert not ENGLISH.search(without_names(left_over(path)))
