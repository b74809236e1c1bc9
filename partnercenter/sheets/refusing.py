"""The limits of a file, and how its refusal is said: what is wrong, in which line, and the cure (bad inputs 90-107)."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much a file may hold; `unpacked` is bytes of all parts of a workbook together."""

    size: int = 5 * MEGABYTE
    unpacked: int = 24 * MEGABYTE
    rows: int = 10_000
    columns: int = 20
    characters: int = 500


WORDS = {
    "empty_file": _("The file is empty. Its first line holds the titles of the columns."),
    "no_rows": _("The file has titles but no rows below them."),
    "file_too_large": _("The file is larger than %(megabytes)s MB. Divide it into several files."),
    "not_what_it_says": _("The file is not what its name says. Save it again as CSV or XLSX."),
    "packed": _("This is a packed file. Unpack it, and upload the CSV or XLSX file."),
    "old_workbook": _("Workbooks with a password and of the old XLS format cannot be read. Save it as XLSX."),
    "not_a_workbook": _("The workbook cannot be read. Save it again as XLSX, or as CSV."),
    "no_rows_of_text": _("This is a picture or a document, not a table. Save the table as CSV or XLSX."),
    "encoding": _("The file is neither in UTF-8 nor in Shift_JIS (cp932). Save it as “CSV UTF-8”."),
    "nul": _("Line %(line)s holds a character that no text has (NUL). Save the file again as CSV UTF-8."),
    "line_break": _("Line %(line)s has a cell with a line break in it. Perhaps a quotation mark is missing."),
    "cell_too_long": _("Line %(line)s has a cell of more than %(most)s characters."),
    "line_too_long": _("Line %(line)s is too long. A row has at most %(columns)s cells of %(most)s characters."),
    "unclosed_quote": _("A quotation mark is opened in line %(line)s and never closed."),
    "broken_quotes": _("The quotation marks of line %(line)s do not fit. A mark within a cell is written twice."),
    "ragged": _("Line %(line)s has %(cells)s cells, but there are %(titles)s titles."),
    "too_many_columns": _("The file has more than %(columns)s columns."),
    "too_many_rows": _("The file has more than %(rows)s rows. Divide it into several files."),
    "untitled_column": _("Line %(line)s has a cell in a column without a title."),
    "title_twice": _("The title “%(title)s” stands there twice."),
    "unknown_column": _("There is no column “%(title)s”. These can be imported: %(titles)s."),
    "missing_column": _("The column “%(title)s” is missing."),
}


def refusal(code: str, **params: Any) -> ValidationError:
    """The error with its words."""
    shown = {name: f"{value:,}" if name == "rows" else value for name, value in params.items()}
    return ValidationError(WORDS[code], code=code, params=shown)
