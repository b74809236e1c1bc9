"""Files of rows that people upload: CSV in UTF-8 or cp932, or XLSX. Bytes in; titles and rows out, or what is wrong.

What a file says of itself is not believed: its first bytes decide. Everything is text; nothing is calculated.
"""

import hashlib
import json
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from partnercenter.sheets.commas import rows_of_csv
from partnercenter.sheets.refusing import MEGABYTE, Limits, refusal
from partnercenter.sheets.unpacking import rows_of_workbook

ZIP, GZIP, OLD_OFFICE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"
BZIP, XZ, SEVEN = b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf"
NumberedRow = tuple[int, list[str]]  # the line in the file, from 1, and its cells


@dataclass(frozen=True)
class Sheet:
    """The titles and, with its line in the file, each row that is not blank; as many cells as titles."""

    titles: list[str]
    rows: list[NumberedRow]


def read_sheet(content: bytes, *, name: str = "", limits: Limits | None = None) -> Sheet:
    """What stands in the file. `name` is compared with the contents and forgotten.

    Raises ValidationError with a code of `refusing.WORDS`.
    """
    limits = limits or Limits()
    if len(content) > limits.size:
        raise refusal("file_too_large", megabytes=limits.size // MEGABYTE)
    check_kind(content, name)
    rows = rows_of_workbook(content, limits) if content.startswith(ZIP) else rows_of_csv(content, limits)
    return build_sheet(rows, limits)


def check_kind(content: bytes, name: str) -> None:
    """Codes `empty_file`, `packed`, `old_workbook`, `not_what_it_says`."""
    if not content.strip():
        raise refusal("empty_file")
    if content.startswith((GZIP, BZIP, XZ, SEVEN)):
        raise refusal("packed")
    if content.startswith(OLD_OFFICE):
        raise refusal("old_workbook")
    is_workbook, ending = content.startswith(ZIP), name.rpartition(".")[2].lower()
    if (ending in ("csv", "txt", "tsv") and is_workbook) or (ending == "xlsx" and not is_workbook):
        raise refusal("not_what_it_says")


def build_sheet(rows: Iterator[NumberedRow], limits: Limits) -> Sheet:
    """Titles out of the first row that is not blank, then the rows. Codes `empty_file`, `no_rows` and of cells."""
    filled = (checked(row, limits) for row in rows if any(cell.strip() for cell in row[1]))
    first = next(filled, None)
    if first is None:
        raise refusal("empty_file")
    titles = first[1]
    check_titles(titles, limits)
    kept: list[NumberedRow] = []
    for row in filled:
        if len(kept) == limits.rows:
            raise refusal("too_many_rows", rows=limits.rows)
        kept.append(fitted(row, len(titles)))
    if not kept:
        raise refusal("no_rows")
    return Sheet(titles, kept)


def checked(row: NumberedRow, limits: Limits) -> NumberedRow:
    """Cells without space around them, and the empty ones at the end away. Codes `nul`, `line_break`,
    `cell_too_long`."""
    line, cells = row
    stripped = [cell.strip() for cell in cells]
    while stripped and not stripped[-1]:
        stripped.pop()
    if any("\x00" in cell for cell in stripped):
        raise refusal("nul", line=line)
    if any("\n" in cell for cell in stripped):
        raise refusal("line_break", line=line)
    if any(len(cell) > limits.characters for cell in stripped):
        raise refusal("cell_too_long", line=line, most=limits.characters)
    return line, stripped


def check_titles(titles: list[str], limits: Limits) -> None:
    """Codes `too_many_columns`, `title_twice`; an empty title between others is none that anybody knows."""
    if len(titles) > limits.columns:
        raise refusal("too_many_columns", columns=limits.columns)
    seen = set()
    for title in titles:
        if folded(title) in seen:
            raise refusal("title_twice", title=title)
        seen.add(folded(title))


def fitted(row: NumberedRow, width: int) -> NumberedRow:
    """As many cells as titles. Code `untitled_column`."""
    line, cells = row
    if len(cells) > width:
        raise refusal("untitled_column", line=line)
    return line, cells + [""] * (width - len(cells))


def folded(title: str) -> str:
    """What titles are compared by: width, case and space around do not count."""
    return unicodedata.normalize("NFKC", title).strip().casefold()


def digest_of(contents: Any) -> str:
    """What stands in a file (anything that JSON can hold), however it was saved."""
    return hashlib.sha256(json.dumps(contents, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def in_every_language(columns: Mapping[str, str | Promise]) -> dict[str, list[str]]:
    """The titles that mean each column, by its key: in the reader's language first, then in every other."""
    found = {key: [str(words)] for key, words in columns.items()}
    for code, _name in settings.LANGUAGES:
        with override(code):
            for key, words in columns.items():
                found[key].append(str(words))
    return found


def by_column(
    sheet: Sheet, columns: Mapping[str, Collection[str]], *, required: Iterable[str]
) -> list[tuple[int, dict[str, str]]]:
    """The rows by the keys of `columns`, whose values are the titles that mean them, the first one to be shown.

    Any order; a column that is not there is empty. Codes `unknown_column`, `missing_column`, `title_twice`.
    """
    meant = {folded(title): key for key, titles in columns.items() for title in titles}
    keys = []
    for title in sheet.titles:
        key = meant.get(folded(title))
        if key is None:
            shown = ", ".join(next(iter(titles)) for titles in columns.values())
            raise refusal("unknown_column", title=title, titles=shown)
        if key in keys:
            raise refusal("title_twice", title=title)
        keys.append(key)
    for key in required:
        if key not in keys:
            raise refusal("missing_column", title=next(iter(columns[key])))
    empty = dict.fromkeys(columns, "")
    return [(line, empty | dict(zip(keys, cells, strict=True))) for line, cells in sheet.rows]
