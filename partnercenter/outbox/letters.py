"""The words of a mail as text and as HTML, out of two templates that stand beside each other (ux 5.7)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.template import Template
from django.template.context import make_context
from django.template.loader import get_template
from django.utils.translation import override

from partnercenter.outbox.renderers import Letter

if TYPE_CHECKING:
    from css_inline import CSSInliner

STYLES = "mail/letter.css"
NOTICE = "mail/notice"  # `words`, then facts (`rows`), `closing`, and `address` with `button`, where they are given
EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
NUMBER = re.compile(r"(?<![\w/-])[A-Z]-(?:\d{4}-[0-9A-Z]{4,}|…)(?![\w/-])")  # `…`: of a preview
SPACE_AT_THE_END = re.compile(r"[ \t]+$", re.MULTILINE)


def letter_of(template_base: str, context: Mapping[str, Any], language: str, **sender: str) -> Letter:
    """The letter out of two templates, as `compose` makes it; its subject stands in `context`.

    `sender` is `from_name` and `reply_to`, where the letter is not the portal's own.
    """
    text, html = compose(template_base, context, language)
    return Letter(str(context["subject"]), text, html, **sender)


def compose(template_base: str, context: Mapping[str, Any], language: str) -> tuple[str, str]:
    """Text and HTML of one mail, in `language` (a code of `settings.LANGUAGES`).

    `<template_base>.txt` extends `mail/letter.txt` and is not escaped; `<template_base>.html` extends
    `mail/letter.html`, is escaped, and gets its styles inlined. Both see `language` beside `context`.
    """
    words = {"language": language, **context}
    with override(language):
        text = _render(f"{template_base}.txt", words, autoescape=False)
        html = _render(f"{template_base}.html", words, autoescape=True)
    return tidy(text), keep_numbers_whole(_inliner().inline(html))


def keep_numbers_whole(html: str) -> str:
    """The mail with every number of a request or receipt on one line: narrow screens break lines at hyphens."""
    head, body, words = html.partition("<body")
    whole = r'<span style="white-space:nowrap">\g<0></span>'
    return head + body + TEXT.sub(lambda text: NUMBER.sub(whole, text[0]), words)


def tidy(text: str) -> str:
    """At most one empty line in a row, no space at the end of a line, one line break at the end."""
    text = SPACE_AT_THE_END.sub("", text.replace("\r\n", "\n"))
    return EMPTY_LINES.sub("\n\n", text).strip() + "\n"


def _render(name: str, words: Mapping[str, Any], *, autoescape: bool) -> str:
    # The loader's own `render` escapes whatever the name ends in; a text mail must not say &amp;.
    template: Template = get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(make_context(dict(words), autoescape=autoescape)))


@cache
def _inliner() -> "CSSInliner":
    from css_inline import CSSInliner  # with the first mail: most web processes write none

    styles = get_template(STYLES).render({})
    return CSSInliner(extra_css=styles, load_remote_stylesheets=False)
