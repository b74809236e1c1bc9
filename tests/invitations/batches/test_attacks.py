"""Files that somebody made to break it: judged row by row, nothing is sent. Those that are no files: tests/sheets."""

import pytest

from invitations.actions.batching import choose_terms, upload
from invitations.asking import Terms
from invitations.models import Invitation
from partnercenter.sheets.reading import read_sheet
from tests.invitations.batches.files import FILE, TITLES
from tests.sheets.books import row, workbook

pytestmark = pytest.mark.django_db
TITLE_ROW = row(*TITLES.split(","))
FORMULA = "<row><c><f>1+2</f><v>3</v></c></row>"
MERGED = (  # the company of both rows, in one cell
    f"{row('a@merged.example', 'Harbour')}{row('b@merged.example')}</sheetData>"
    '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells><sheetData>'
)
JUDGED = {
    "bom": (b"\xef\xbb\xbf" + FILE.encode(), ["", ""]),
    "cp932": (FILE.encode("cp932"), ["", ""]),
    "a formula": (workbook(TITLE_ROW + FORMULA), ["bad_address"]),
    "merged cells": (workbook(TITLE_ROW + MERGED), ["", ""]),
    "the same address in other cases and widths": (
        f"{TITLES}\nA.Mori@Minato.example,,,,,\na.mori@minato.EXAMPLE,,,,,\nａ.mori＠minato.example,,,,,\n".encode(),
        ["", "twice", "full_width"],
    ),
    "markets of others, and of nobody": (
        f"{TITLES}\na@new.example,,,GB,,\nb@new.example,,,Cuba,,\nc@new.example,,,CN,,\n".encode(),
        ["market_other_group", "market_no_group", "market_other_group"],
    ),
}


@pytest.mark.parametrize(("content", "verdicts"), JUDGED.values(), ids=JUDGED)
def test_each_row_gets_its_verdict_and_nothing_is_sent(partner_membership, content: bytes, verdicts: list[str]) -> None:
    batch = upload(sheet=read_sheet(content), by=partner_membership)
    choose_terms(batch=batch, terms=Terms(rights="none"), by=partner_membership)
    assert list(batch.rows.order_by("line").values_list("problem", flat=True)) == verdicts
    assert not Invitation.objects.exists()
