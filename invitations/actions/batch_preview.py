"""What a file of requests would send, before it sends: the request of its first good row, in no table."""

from collections.abc import Iterator

from django.conf import settings

from invitations.actions.batch_sending import request_of
from invitations.batching import standing_for, terms_of
from invitations.models import Invitation, InvitationBatch, InvitationBatchRow
from invitations.rules.batch import Problem, cells_by_column, judge
from partnercenter.clouds.cells import languages
from partnercenter.sheets.reading import folded

TRIED = 5  # rows that are refused by now, though they were good when the file was checked
NO_NUMBER = "R-…"


def first_by_language(batch: InvitationBatch) -> dict[str, Invitation]:
    """For each language that a good row is written to in: the request that the first such row would become."""
    rows = list(batch.rows.filter(problem="", outcome="").order_by("line"))
    found = ((code, first_of(batch, rows_in(code, rows, batch))) for code, _name in settings.LANGUAGES)
    return {code: asked for code, asked in found if asked}


def rows_in(language: str, rows: list[InvitationBatchRow], batch: InvitationBatch) -> Iterator[InvitationBatchRow]:
    """The rows whose e-mail is in a language; a row that names none has the file's own."""
    known, place = languages(), batch.columns.get("language", -1)
    for row in rows:
        named = row.cells[place] if 0 <= place < len(row.cells) else ""
        if (known.get(folded(named)) if named else batch.language) == language:
            yield row


def first_of(batch: InvitationBatch, rows: Iterator[InvitationBatchRow]) -> Invitation | None:
    """The request of the first of these rows that is still good."""
    terms = terms_of(batch)
    for _number, row in zip(range(TRIED), rows, strict=False):
        cells = cells_by_column(row.cells, batch.columns)
        standing = standing_for(terms, [cells], by=batch.uploaded_by, asks_again=batch.asks_again)
        verdict = judge(cells, row.line, standing)
        if not isinstance(verdict, Problem):
            asked = request_of(batch, row, verdict)
            asked.number = NO_NUMBER
            return asked
    return None
