"""XLSX as a stream: a zip whose parts leave as they are written, with one table of texts, numbers and dates.

Libraries that write XLSX put the sheet into a file of its own and pack it at the end, so that the first byte waits
for the last row. The format needs little more than this where nothing but cells is asked for (ECMA-376, part 1).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import chain, islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

ROWS_OF_A_SHEET = 1_048_576  # Excel shows no more; what is longer goes on in a sheet of its own
PART = 200  # rows that are packed together
FASTEST = 1  # of nine: the file is a third larger than the smallest and takes half the time
PLAIN, TITLE, DAY, MARKED = range(4)  # the cell formats of `STYLES`, in their order
EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets
NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "_x000D_"})
LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read `_x000D_` in a text as a line end

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = f"""{XML}<styleSheet xmlns="{MAIN}"><fonts count="2"><font/><font><b/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/>
<xf fontId="1" applyFont="1" xfId="0"/><xf numFmtId="14" applyNumberFormat="1" xfId="0"/><xf quotePrefix="1" xfId="0"/>
</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
RELATIONS = f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
WORKBOOK = f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{{}}</sheets></workbook>'
TYPES = f"""{XML}<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{{}}</Types>"""
SHEET_HEAD = f"""{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="15" defaultColWidth="20"/><sheetData>"""
SHEET_TAIL = "</sheetData></worksheet>"

Mark = Callable[[str], bool]


class _Pipe:
    """Where the zip writes; what has been written is taken from here. It cannot be wound back."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def write(self, part: bytes) -> int:
        self.written.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits here."""

    def take(self) -> bytes:
        taken, self.written = b"".join(self.written), []
        return taken


def xlsx_parts(header: list[str], rows: Iterable[Iterable[Any]], *, is_marked: Mark) -> Iterator[bytes]:
    """The bytes of a workbook, a part at a time; texts that `is_marked` names get Excel's own apostrophe."""
    pipe, left = _Pipe(), iter(rows)
    with ZipFile(pipe, "w", ZIP_DEFLATED, compresslevel=FASTEST) as book:  # type: ignore[call-overload]
        number, first = 0, None
        while number == 0 or first is not None:
            number += 1
            table = chain([] if first is None else [first], islice(left, ROWS_OF_A_SHEET - 1 - (first is not None)))
            yield from sheet_parts(book, pipe, number, header, table, is_marked)
            first = next(left, None)
        for path, text in frame(number).items():
            book.writestr(path, text)
    yield pipe.take()


def sheet_parts(
    book: ZipFile, pipe: _Pipe, number: int, header: list[str], rows: Iterable[Iterable[Any]], is_marked: Mark
) -> Iterator[bytes]:
    """One sheet into the book; gives what has left by then."""
    with book.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
        sheet.write((SHEET_HEAD + write_row(header, lambda cell: write_text(cell, TITLE))).encode())
        left = iter(rows)
        while some := list(islice(left, PART)):
            drawn = (write_row(row, lambda cell: write_cell(cell, is_marked)) for row in some)
            sheet.write("".join(drawn).encode())
            if part := pipe.take():
                yield part
        sheet.write(SHEET_TAIL.encode())


def write_row(row: Iterable[Any], write: Callable[[Any], str]) -> str:
    return f"<row>{''.join(map(write, row))}</row>"


def write_cell(cell: Any, is_marked: Mark) -> str:
    """A cell by what it holds: nothing, a number, a day, or a text."""
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"<c><v>{cell}</v></c>"
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return f'<c s="{DAY}"><v>{(cell - EPOCH).days}</v></c>'
    text = str(cell)
    return write_text(text, MARKED if is_marked(text) else PLAIN)


def write_text(text: str, style: int) -> str:
    """A text, whatever stands in it."""
    plain = LIKE_AN_ESCAPE.sub("_x005F_", text).translate(NO_XML).translate(MARKUP)
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{plain}</t></is></c>'


def frame(sheets: int) -> dict[str, str]:
    """What makes a workbook of that many sheets, by its path in the zip."""
    numbers = range(1, sheets + 1)
    override = '<Override PartName="/xl/{}" ContentType="' + KIND + '.{}+xml"/>'
    kinds = [override.format("workbook.xml", "sheet.main"), override.format("styles.xml", "styles")]
    kinds += [override.format(f"worksheets/sheet{number}.xml", "worksheet") for number in numbers]
    names = [f'<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers]
    relation = '<Relationship Id="rId{}" Type="' + OFFICE + '/{}" Target="{}"/>'
    parts = [relation.format(number, "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    parts.append(relation.format(sheets + 1, "styles", "styles.xml"))
    return {
        "[Content_Types].xml": TYPES.format("".join(kinds)),
        "_rels/.rels": RELATIONS.format(relation.format(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": WORKBOOK.format("".join(names)),
        "xl/_rels/workbook.xml.rels": RELATIONS.format("".join(parts)),
        "xl/styles.xml": STYLES,
    }
