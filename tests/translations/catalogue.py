"""The Japanese catalogue as the tests of this folder read it, and the strings of the source without gettext tools."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
JAPANESE = ROOT / "locale/ja/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z](?![a-z])|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
SOURCES = ("partnercenter", "customers", "invitations")
TEMPLATES = ("templates", *SOURCES)
# How many arguments of a call are a context and source strings, by the name that is called.
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (False, 1)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (False, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (True, 1)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (True, 1)),
}
IN_TEMPLATE = re.compile(r"\b(n?p?gettext|_)\(((?:\s*,?\s*u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"))+)", re.DOTALL)
Key = tuple[str, str]


@cache
def entries() -> tuple[polib.POEntry, ...]:
    """Every entry of the Japanese catalogue."""
    return tuple(polib.pofile(str(JAPANESE)))


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def said(entry: polib.POEntry) -> str:
    """What the entry says in Japanese, which has one form for every number."""
    return entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr


def plain(text: str) -> str:
    """The text without markup, every placeholder as `●`: what a reader meets, names apart."""
    return PLACEHOLDER.sub("●", TAG.sub("", text)).replace("%%", "%")


def find(msgid: str, context: str = "") -> str:
    """What the catalogue says for a source string; the test fails where it has none."""
    found = [said(entry) for entry in entries() if key_of(entry) == (context, msgid)]
    assert found, f"the catalogue has no {msgid!r}"
    return found[0]


def strings_of_source() -> set[Key]:
    """Context and source string of everything that the source asks to be translated."""
    found = {key for path in files("*.py", SOURCES) for key in strings_of_module(path)}
    return found | {key for ext in ("*.html", "*.txt") for path in files(ext, TEMPLATES) for key in of_template(path)}


def files(pattern: str, folders: tuple[str, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob(pattern) if "migrations" not in path.parts)


def strings_of_module(path: Path) -> Iterator[Key]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (name := called(node.func)) in CALLS:
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            yield from pick(name, texts)


def called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def of_template(path: Path) -> Iterator[Key]:
    for name, arguments in IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
        yield from pick(name, list(ast.literal_eval(f"[{arguments}]")))


def pick(name: str, texts: list[str]) -> Iterator[Key]:
    has_context, count = CALLS[name]
    if len(texts) >= has_context + count:
        yield (texts[0], texts[1]) if has_context else ("", texts[0])
