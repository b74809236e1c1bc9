"""XLSX read as a stream: the first sheet's cells as text, and no more of the workbook than that needs.

A workbook is a zip that anybody can have made: what its parts say to measure is added up before one is unpacked, none
is unpacked beyond that, and a part that declares a document type (the way of entity bombs) is refused.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError, XMLParser
from zipfile import BadZipFile, ZipFile
from zlib import error as UnpackingError  # noqa: N812

from partnercenter.sheets.refusing import Limits, refusal

Attributes = dict[str, str]
PIECE = 64 * 1024
MOST_PARTS = 500
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
LETTERS = re.compile(r"[A-Z]{1,3}")
ELEMENTS_PER_CELL = 4  # cell, text and what lies between
# What a zip or an XML parser raises at contents that somebody made up.
BROKEN = (
    *(BadZipFile, ParseError, KeyError, ValueError, IndexError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, UnpackingError),
)


def rows_of_workbook(content: bytes, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row of the first sheet. Codes `file_too_large`, `not_a_workbook`, `too_many_columns`."""
    try:
        with ZipFile(BytesIO(content)) as book:
            check_size(book, limits)
            strings = _Strings(limits)
            if "xl/sharedStrings.xml" in book.namelist():
                strings.read_all(book, "xl/sharedStrings.xml")
            yield from _Rows(limits, strings.found).read(book, first_sheet(book, limits))
    except BROKEN as error:
        raise refusal("not_a_workbook") from error


def check_size(book: ZipFile, limits: Limits) -> None:
    """Codes `file_too_large`, `not_a_workbook`."""
    parts = book.infolist()
    if sum(part.file_size for part in parts) > limits.unpacked:
        raise refusal("file_too_large", megabytes=limits.size // (1024 * 1024))
    if len(parts) > MOST_PARTS or "xl/workbook.xml" not in book.namelist():
        raise refusal("not_a_workbook")


def first_sheet(book: ZipFile, limits: Limits) -> str:
    """The path of the sheet that stands first in the workbook."""
    wanted, relations = _Sheets(limits), _Relations(limits)
    wanted.read_all(book, "xl/workbook.xml")
    relations.read_all(book, "xl/_rels/workbook.xml.rels")
    target = relations.targets[wanted.ids[0]]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


class _Part:
    """A part of a workbook as its parser meets it; `read` gives what `take` has by then."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.elements = limits, ELEMENTS_PER_CELL * limits.rows * limits.columns

    def read(self, book: ZipFile, path: str) -> Iterator[Any]:
        parser = XMLParser(target=self)  # noqa: S314 - `doctype` refuses what could grow
        with book.open(path) as part:
            while piece := part.read(PIECE):
                parser.feed(piece)
                yield from self.take()
        parser.close()
        yield from self.take()

    def read_all(self, book: ZipFile, path: str) -> None:
        """For what it notes rather than gives."""
        for _nothing in self.read(book, path):
            pass

    def take(self) -> list[Any]:
        return []

    def doctype(self, *_said: Any) -> None:
        """No workbook declares one; entities come this way."""
        raise refusal("not_a_workbook")

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins; a workbook of empty ones, which no limit of rows would see, is refused."""
        self.elements -= 1
        if self.elements < 0:
            raise refusal("too_many_rows", rows=self.limits.rows)
        self.begin(bare(tag), attributes)

    def begin(self, name: str, attributes: Attributes) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def close(self) -> None: ...


class _Sheets(_Part):
    """The relations of the sheets, in their order."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.ids: list[str] = []

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            self.ids += [value for title, value in attributes.items() if bare(title) == "id" and title != "id"]


class _Relations(_Part):
    """Where each relation leads."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.targets: dict[str, str] = {}

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            self.targets[attributes["Id"]] = attributes["Target"]


class _Texts(_Part):
    """Gathers the text of `t` elements; readings of kanji (`rPh`) are no part of a text."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.text, self.listens, self.in_reading = [""], False, False

    def begin(self, name: str, attributes: Attributes) -> None:
        self.in_reading = self.in_reading or name == "rPh"
        self.listens = name in ("t", "v") and not self.in_reading

    def end(self, tag: str) -> None:
        self.listens = False
        if bare(tag) == "rPh":
            self.in_reading = False

    def data(self, text: str) -> None:
        if self.listens:
            self.text.append(text)

    def taken(self) -> str:
        """The text so far, at most a little longer than a cell may be."""
        text = "".join(self.text)[: 8 * self.limits.characters]
        self.text = [""]
        return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


class _Strings(_Texts):
    """The table of texts that cells point to; longer than any sheet within the limits, it is not read on."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.found: list[str] = []

    def end(self, tag: str) -> None:
        super().end(tag)
        if bare(tag) == "si":
            self.found.append(self.taken())
            if len(self.found) > self.limits.rows * self.limits.columns:
                raise refusal("too_many_rows", rows=self.limits.rows)


class _Rows(_Texts):
    """The rows of a sheet, as texts."""

    def __init__(self, limits: Limits, strings: list[str]) -> None:
        super().__init__(limits)
        self.strings, self.line = strings, 0
        self.rows: list[tuple[int, list[str]]] = []
        self.cells: dict[int, str] = {}
        self.column, self.kind = -1, ""

    def take(self) -> list[tuple[int, list[str]]]:
        taken, self.rows = self.rows, []
        return taken

    def begin(self, name: str, attributes: Attributes) -> None:
        super().begin(name, attributes)
        if name == "row":
            self.line, self.cells, self.column = int(attributes.get("r") or self.line + 1), {}, -1
        elif name == "c":
            self.column = column_of(attributes["r"]) if "r" in attributes else self.column + 1
            self.kind = attributes.get("t", "n")
            self.taken()

    def end(self, tag: str) -> None:
        super().end(tag)
        name = bare(tag)
        if name == "c":
            self.keep(self.value())
        elif name == "row" and self.cells:
            self.rows.append((self.line, [self.cells.get(at, "") for at in range(max(self.cells) + 1)]))

    def keep(self, text: str) -> None:
        """Code `too_many_columns`."""
        if not text:
            return
        if self.column >= self.limits.columns:
            raise refusal("too_many_columns", columns=self.limits.columns)
        self.cells[self.column] = text

    def value(self) -> str:
        """The cell as it is shown, near enough: what a formula gave last, numbers without an empty fraction."""
        text = self.taken()
        if self.kind == "s":
            return self.strings[int(text)] if text else ""
        if self.kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if self.kind == "n" and text.endswith(".0"):
            return text.removesuffix(".0")
        return text


def column_of(reference: str) -> int:
    """0 for `A1`, 27 for `AB7`."""
    letters = LETTERS.match(reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def bare(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]
