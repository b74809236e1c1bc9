"""Files for spreadsheets, CSV and XLSX, written while they are read: their size costs neither memory nor waiting.

Nothing in a cell runs (bad inputs 48 and 103): in CSV an apostrophe stands in front of what a spreadsheet would take
for a formula; in XLSX every text is a text, with the mark that Excel itself gives to a typed apostrophe.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import chain
from typing import Any

from django.http import Http404, StreamingHttpResponse

from partnercenter.sheets.workbook import xlsx_parts

BOM = "\ufeff"  # without it spreadsheets read Japanese as another encoding
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
PART = 200  # rows that leave together: the first of them at once, and not every line by itself


class Format(StrEnum):
    """The kinds of files, as addresses name them."""

    CSV = "csv"
    XLSX = "xlsx"


TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def kind_of(name: str) -> Format:
    """The kind of file that an address names; 404 for any other."""
    if name not in list(Format):
        raise Http404
    return Format(name)


class _Lines(list[str]):
    """What a CSV writer writes, kept until it leaves."""

    write = list.append

    def take(self) -> bytes:
        text = "".join(self)
        self.clear()
        return text.encode()


def sheet_file(kind: Format, name: str, header: Iterable[Any], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """The rows as a file called `name`, without its ending. Cells are texts, numbers, dates or None."""
    answer = StreamingHttpResponse(parts(kind, header, rows), content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def csv_file(name: str, header: Iterable[Any], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """The rows as CSV in UTF-8."""
    return sheet_file(Format.CSV, name, header, rows)


def parts(kind: Format, header: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """The bytes of the file, a part at a time."""
    write: Callable[..., Iterator[bytes]] = csv_parts if kind == Format.CSV else marked_xlsx_parts
    return write([str(title) for title in header], rows)


def csv_parts(header: list[str], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    lines = _Lines([BOM])
    writer = csv.writer(lines)
    for number, row in enumerate(chain([header], rows), start=1):
        writer.writerow([harmless(cell) for cell in row])
        if number % PART == 0:
            yield lines.take()
    yield lines.take()


def marked_xlsx_parts(header: list[str], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    return xlsx_parts(header, rows, is_marked=starts_a_formula)


def harmless(cell: Any) -> str:
    """The text of a cell; one that a spreadsheet would take for a formula gets an apostrophe in front."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if starts_a_formula(text) else text


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for something to calculate."""
    return text.lstrip(" ").startswith(STARTS_A_FORMULA)
