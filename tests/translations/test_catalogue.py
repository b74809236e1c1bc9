"""The catalogue is whole: nothing missing, doubtful or left over, placeholders kept, compiled file up to date."""

from collections import Counter
from pathlib import Path

import polib
from django.conf import settings

from partnercenter.pages import borrowed
from tests.translations.catalogue import (
    JAPANESE,
    PLACEHOLDER,
    ROOT,
    TAG,
    entries,
    key_of,
    said,
    strings_of_source,
)

SITE = Path(polib.__file__).parent
LENDERS = (
    SITE / "django/conf/locale/ja/LC_MESSAGES/django.mo",
    SITE / "django/contrib/auth/locale/ja/LC_MESSAGES/django.mo",
    SITE / "django/contrib/admin/locale/ja/LC_MESSAGES/django.mo",
    SITE / "allauth/locale/ja/LC_MESSAGES/django.mo",
)


def test_every_string_has_a_translation() -> None:
    assert not [entry.msgid for entry in entries() if not said(entry).strip()]


def test_nothing_is_doubtful_or_left_over() -> None:
    assert not [entry.msgid for entry in entries() if entry.fuzzy or entry.obsolete or entry.previous_msgid]


def test_japanese_has_one_plural_form() -> None:
    catalogue = polib.pofile(str(JAPANESE))
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert not [entry.msgid for entry in entries() if entry.msgid_plural and set(entry.msgstr_plural) != {0}]


def test_every_string_of_the_source_is_in_the_catalogue() -> None:
    missing = strings_of_source() - {key_of(entry) for entry in entries()}
    assert not missing, f"run `make messages` and translate: {sorted(missing)}"


def test_the_catalogue_holds_no_string_that_the_source_lost() -> None:
    lost = {key_of(entry) for entry in entries()} - strings_of_source()
    assert not lost, f"run `make messages`: {sorted(lost)}"


def test_a_translation_fills_in_what_its_source_fills_in() -> None:
    def filled_in(text: str) -> set[str]:
        return set(PLACEHOLDER.findall(text))

    wrong = [(entry.msgid, said(entry)) for entry in entries() if filled_in(said(entry)) != filled_in(most(entry))]
    assert not wrong


def most(entry: polib.POEntry) -> str:
    """The source for many, which names the number even where the one for a single thing does not."""
    return entry.msgid_plural or entry.msgid


def test_a_translation_has_the_markup_of_its_source() -> None:
    def markup(text: str) -> Counter[str]:
        return Counter(TAG.findall(text))

    assert not [(entry.msgid, said(entry)) for entry in entries() if markup(said(entry)) != markup(most(entry))]


def test_line_breaks_at_the_ends_are_kept() -> None:
    def ends(text: str) -> tuple[bool, bool]:
        return text.startswith("\n"), text.endswith("\n")

    assert not [entry.msgid for entry in entries() if ends(entry.msgid) != ends(said(entry))]


def test_the_compiled_catalogue_is_what_the_source_says() -> None:
    compiled = {key_of(entry): said(entry) for entry in polib.mofile(str(JAPANESE.with_suffix(".mo")))}
    assert compiled == {key_of(entry): said(entry) for entry in entries()}, "run `make messages`"


def test_every_language_of_the_portal_but_the_source_has_a_catalogue() -> None:
    found = {path.parent.parent.name for path in (ROOT / "locale").glob("*/LC_MESSAGES/django.po")}
    assert found == {code for code, _ in settings.LANGUAGES} - {"en"}


def test_a_borrowed_sentence_is_one_that_its_library_says() -> None:
    lent = {entry.msgid for path in LENDERS for entry in polib.mofile(str(path))}
    assert not set(borrowed.BORROWED) - lent
