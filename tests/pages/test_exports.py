"""Files for spreadsheets: nothing in a cell runs (bad input 48)."""

import csv
import io

import pytest

from partnercenter.pages.exports import csv_file, harmless


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "－1"])
def test_what_a_spreadsheet_would_run_becomes_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Minato Seiki", "株式会社みなと精機", "a=b", "2026-11-21", ""])
def test_everything_else_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_a_file_reads_back_as_it_was_written() -> None:
    answer = csv_file("rights.csv", ["Name", "Note"], [["みなと", 'say "hi",\nthere'], [None, 7]])
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [["Name", "Note"], ["みなと", 'say "hi",\nthere'], ["", "7"]]
    assert answer["Content-Disposition"] == 'attachment; filename="rights.csv"'
