"""Files for spreadsheets: nothing in a cell runs (bad inputs 48 and 103), and every text comes back as it was."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest

from partnercenter.sheets import workbook
from partnercenter.sheets.reading import read_sheet
from partnercenter.sheets.writing import PART, Format, csv_file, harmless, parts, sheet_file

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS = ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "－1", "＠1"]
TEXTS = ["株式会社みなと精機", 'say "hi",\nthere', "a<b>&amp;", "  spaces  ", "_x000D_", "😀", "a=b", "2026-11-21"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_a_spreadsheet_would_run_becomes_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [*TEXTS[:2], "", "2026-11-21"])
def test_everything_else_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_a_csv_file_reads_back_as_it_was_written() -> None:
    answer = csv_file("rights", ["Name", "Note"], [["みなと", 'say "hi",\nthere'], [None, 7], [date(2026, 11, 21), ""]])

    raw = b"".join(answer.streaming_content)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert rows == [["Name", "Note"], ["みなと", 'say "hi",\nthere'], ["", "7"], ["2026-11-21", ""]]
    assert answer["Content-Disposition"] == 'attachment; filename="rights.csv"'


def test_a_workbook_reads_back_as_it_was_written() -> None:
    answer = sheet_file(Format.XLSX, "rights", ["Name", "＝"], [[text, None] for text in [*TEXTS, *FORMULAS]])

    (rows,) = read(b"".join(answer.streaming_content))
    assert [texts(row)[0] for row in rows] == ["Name", *TEXTS, *FORMULAS]
    assert answer["Content-Disposition"] == 'attachment; filename="rights.xlsx"'


def test_no_cell_of_a_workbook_is_a_formula_and_risky_ones_have_the_mark_of_text() -> None:
    (rows,) = read(b"".join(parts(Format.XLSX, ["=1"], [[text] for text in [*FORMULAS, "plain"]])))

    cells = [cell for row in rows for cell in row]
    assert {cell.get("t") for cell in cells} == {"inlineStr"}
    assert [cell.get("s") == str(workbook.MARKED) for cell in cells[1:]] == [True] * len(FORMULAS) + [False]


def test_numbers_and_days_stay_what_they_are_and_what_xml_cannot_hold_goes() -> None:
    (rows,) = read(b"".join(parts(Format.XLSX, ["a", "b", "c"], [[7, date(2026, 11, 21), "x\x00\x0b\uffffy"]])))

    assert texts(rows[1]) == ["7", "46347", "xy"]
    assert rows[1][1].get("s") == str(workbook.DAY)


def test_more_rows_than_a_sheet_holds_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_OF_A_SHEET", 4)
    for number, expected in ((0, [1]), (3, [4]), (4, [4, 2]), (7, [4, 4, 2])):
        book = read(b"".join(parts(Format.XLSX, ["n"], ([i] for i in range(number)))))
        assert [len(rows) for rows in book] == expected
        assert [texts(row) for rows in book for row in rows[1:]] == [[str(each)] for each in range(number)]


def test_the_portals_own_reader_takes_what_it_writes() -> None:
    for kind in Format:
        sheet = read_sheet(b"".join(parts(kind, ["Name", "Seats"], [["株式会社みなと精機", 7], ["a<b>&", 0]])))
        assert sheet.titles == ["Name", "Seats"]
        assert [cells for _, cells in sheet.rows] == [["株式会社みなと精機", "7"], ["a<b>&", "0"]]


@pytest.mark.parametrize("kind", list(Format))
def test_a_file_leaves_as_its_rows_come(kind: Format) -> None:
    read_so_far = []

    def rows() -> Iterator[list[Any]]:
        for number in range(20 * PART):
            read_so_far.append(number)
            yield [number, "x" * 50]

    file = parts(kind, ["n", "x"], rows())
    first = next(file)

    assert first
    assert len(read_so_far) <= PART
    assert len(b"".join([first, *file])) > len(first)
    assert len(read_so_far) == 20 * PART


def read(raw: bytes) -> list[list[Element]]:
    """The cells of each row of each sheet that the workbook names; the zip is whole."""
    file = ZipFile(io.BytesIO(raw))
    assert file.testzip() is None
    names = [sheet.get("name") for sheet in fromstring(file.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
    sheets = [fromstring(file.read(f"xl/worksheets/sheet{name}.xml")) for name in names]
    return [[list(row) for row in sheet.iter(f"{MAIN}row")] for sheet in sheets]


def texts(row: list[Element]) -> list[str]:
    """What stands in the cells, as Excel reads it."""
    whole = ["".join(cell.itertext()) for cell in row]
    return [re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text) for text in whole]
