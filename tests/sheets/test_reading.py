"""What a file may be: the catalogue of bad files (reliability §5, 90-107) as one table, and files that people have."""

import gzip
import time
import tracemalloc

import pytest
from django.core.exceptions import ValidationError

from partnercenter.sheets.reading import by_column, read_sheet
from partnercenter.sheets.refusing import MEGABYTE
from partnercenter.sheets.writing import Format, parts
from tests.refusals import code_of
from tests.sheets.books import MAIN, WORKBOOK, packed, row, workbook

PEOPLE = [("Name", "User name"), ("森 葵", "a.mori@minato.example"), ("Emma Hall", "e.hall@minato.example")]
COLUMNS = {"name": ("Name", "名前"), "user_name": ("User name", "ユーザー名"), "country": ("Country",)}
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

BAD_FILES = {
    "90 empty": (b"", "empty_file"),
    "90 blank lines": (b"\r\n \r\n\n", "empty_file"),
    "90 titles alone": (b"Name,User name\r\n,\r\n", "no_rows"),
    "92 UTF-16": ("Name,User name\nA,b".encode("utf-16"), "encoding"),
    "92 UTF-16 without BOM": ("Name\nA".encode("utf-16-le"), "nul"),
    "92 overlong": (b"Name\nA\xc0\xafB\n", "encoding"),
    "92 overlong among Japanese": ("名前\n葵".encode() + b"\xc0\xaf\n", "encoding"),
    "92 Latin-1": ("Name\nJosé\n".encode("latin-1"), "encoding"),
    "93 NUL": (b"Name\nA\x00B\n", "nul"),
    "94 200 kB in a cell": (b"Name\n" + b"m" * 200_000 + b"\n", "line_too_long"),
    "94 501 characters": (b"Name\n" + b"m" * 501 + b"\n", "cell_too_long"),
    "94 200 kB in quotes and lines": (b'Name\n"' + b"m\n" * 100_000 + b'"\n', "broken_quotes"),
    "95 unclosed quote": (b'Name,User name\n"A,b\nC,d\nE,f\n', "unclosed_quote"),
    "95 quote closed in another row": (b'Name,User name\n"A,b\nC",d\nE,f"x\n', "line_break"),
    "95 text behind a quote": (b'Name\n"A"b\n', "broken_quotes"),
    "96 one cell more": (b"Name,User name\nA,b\nC,d,e\n", "ragged"),
    "96 one cell less": (b"Name,User name\nA\n", "ragged"),
    "97 title twice": (b"Name,name\nA,b\n", "title_twice"),
    "97 full width title twice": ("Name,Ｎａｍｅ\nA,b\n".encode(), "title_twice"),
    "101 10,001 rows": (b"Name\n" + b"A\n" * 10_001, "too_many_rows"),
    "101 1,000,001 rows": (b"Name\n" + b"A\n" * 1_000_001, "too_many_rows"),
    "101 more than 5 MB": (b"Name\n" + b"A" * 5 * MEGABYTE, "file_too_large"),
    "101 gzip": (gzip.compress(b"Name\nA\n"), "packed"),
    "101 zip of something": (packed({"people.csv": "Name\nA\n"}), "not_a_workbook"),
    "101 zip bomb": (workbook(row("Name"), **{"xl/bomb.xml": b" " * (100 * MEGABYTE)}), "file_too_large"),
    "101 sheet of 100 MB": (workbook(" " * (100 * MEGABYTE)), "file_too_large"),
    "101 a sheet of empty cells": (workbook(f"<row>{'<c/>' * 810_000}</row>"), "too_many_rows"),
    "101 10,001 rows of a sheet": (workbook(row("Name") + row("A") * 10_001), "too_many_rows"),
    "101 entities": (workbook("", **{"xl/workbook.xml": f"{ENTITY}{WORKBOOK}"}), "not_a_workbook"),
    "101 cut off": (workbook(row("Name") + row("A"))[:-60], "not_a_workbook"),
    "101 broken XML": (workbook("<row><c>"), "not_a_workbook"),
    "101 no sheet": (workbook("", **{"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}), "not_a_workbook"),
    "101 text out of the table": (workbook('<row><c t="s"><v>9</v></c></row>'), "not_a_workbook"),
    "101 unknown relation": (workbook("", **{"xl/_rels/workbook.xml.rels": "<x/>"}), "not_a_workbook"),
    "101 old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old_workbook"),
    "102 a million commas": (b"Name\n" + b"," * 1_000_000 + b"\n", "line_too_long"),
    "102 a million quotes": (b"Name\n" + b'"' * 1_000_001 + b"\n", "line_too_long"),
    "102 21 columns": (",".join(f"c{n}" for n in range(21)).encode() + b"\n" + b"a," * 20 + b"a\n", "too_many_columns"),
    "102 a cell in column XFD": (workbook(f'{row("Name")}<row><c r="XFD2"><v>1</v></c></row>'), "too_many_columns"),
    "107 a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no_rows_of_text"),
    "107 a document": (b"%PDF-1.7\n1 0 obj\n", "no_rows_of_text"),
    "a cell without a title": (workbook(row("Name") + row("A", "b")), "untitled_column"),
    "NUL in a sheet": (workbook(row("Name") + row("A_x0000_B")), "nul"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_bad_files_are_refused_quickly_with_little_memory_and_the_reason(case: str) -> None:
    content, code = BAD_FILES[case]
    began = time.process_time()
    assert code_of(read_sheet, content) == code
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("name", "is_book", "code"),
    [
        ("people.csv", True, "not_what_it_says"),
        ("people.xlsx", False, "not_what_it_says"),
        ("people.csv.exe", False, ""),
        ("../../x.csv", False, ""),
        ("a.csv\r\nX: y", False, ""),
        ("", True, ""),
    ],
)
def test_the_name_is_believed_in_nothing(name: str, is_book: bool, code: str) -> None:
    content = workbook(row("Name") + row("A")) if is_book else b"Name\nA\n"
    assert code_of(read_sheet, content, name=name) == code


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_of_every_encoding_separator_and_line_end_reads_the_same(code: str, separator: str, end: str) -> None:
    text = end.join(separator.join(cells) for cells in PEOPLE)
    sheet = read_sheet(text.encode(code))
    assert (sheet.titles, sheet.rows) == (list(PEOPLE[0]), [(2, list(PEOPLE[1])), (3, list(PEOPLE[2]))])


@pytest.mark.parametrize("kind", Format)
def test_what_the_portal_writes_it_reads(kind: Format) -> None:
    cells = ["Line\u2028separator", "a, b; c", 'say "x"', "🏭 é", "_x0041_"]
    content = b"".join(parts(kind, PEOPLE[0], [[cell, "x"] for cell in cells]))
    assert [row[0] for _line, row in read_sheet(content).rows] == cells


def test_formulas_stay_text_and_nothing_is_calculated() -> None:
    cells = ("=HYPERLINK(1)", "@SUM(A1)", "+1", "-1", "＝1+1")
    for content in ("\n".join(["Name", *cells]).encode(), workbook(row("Name") + "".join(map(row, cells)))):
        assert [row[0] for _line, row in read_sheet(content).rows] == list(cells)


def test_a_sheet_of_excel_gives_its_texts_numbers_and_results() -> None:
    strings = (
        "<si><t>Name</t></si><si><t>User name</t></si>"
        "<si><r><t>森 </t></r><r><t>葵</t></r><rPh sb='0' eb='1'><t>モリ アオイ</t></rPh></si>"
    )
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"/></row>'
        + '<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4"><v>12.0</v></c></row>'
        + '<row r="5"><c r="A5" t="str"><f>A4&amp;1</f><v>made</v></c><c r="B5" t="b"><v>1</v></c></row>'
        + '<row r="6"><c r="A6" s="3"/><c r="B6" t="inlineStr"><is><t>_x0041_b</t></is></c></row>'
        + '<row r="7"><c r="A7" s="3"/></row>'
    )
    sheet = read_sheet(workbook(rows, strings))
    assert sheet.titles == ["Name", "User name"]
    assert sheet.rows == [(4, ["森 葵", "12"]), (5, ["made", "TRUE"]), (6, ["", "Ab"])]


def test_lines_are_named_as_an_editor_counts_them() -> None:
    with pytest.raises(ValidationError) as refused:
        read_sheet(b'Name,User name\n\nA,"b"\n\nC\n')
    assert "Line 5 has 1 cells, but there are 2 titles." in refused.value.messages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Name,User name,Tenant\nA,b,c", "unknown_column"),
        ("User name\nb", "missing_column"),
        ("Name,名前,User name\nA,b,c", "title_twice"),
        ("Name,,User name\nA,,b", "unknown_column"),
    ],
)
def test_columns_are_known_ones_and_the_needed_are_there(text: str, code: str) -> None:
    """100 and 105: a column of another tenant's id is one that nobody knows."""
    assert code_of(by_column, read_sheet(text.encode()), COLUMNS, required=["name", "user_name"]) == code


def test_columns_come_in_any_order_and_either_language() -> None:
    sheet = read_sheet("ユーザー名,ＮＡＭＥ \nb,A\n".encode())
    assert by_column(sheet, COLUMNS, required=["name"]) == [(2, {"name": "A", "user_name": "b", "country": ""})]


def test_ten_thousand_rows_cost_little_memory() -> None:
    content = workbook(row("Name", "User name") + "".join(row(f"Person {n}", f"p{n}@x.example") for n in range(9_999)))
    tracemalloc.start()
    sheet = read_sheet(content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(sheet.rows) == 9_999
    assert peak < 50 * MEGABYTE
