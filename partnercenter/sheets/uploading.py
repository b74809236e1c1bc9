"""A file of rows as a form's field: uploaded it is a file, cleaned it is what stands in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnercenter.sheets.reading import Sheet, read_sheet
from partnercenter.sheets.refusing import Limits

LIMITS = Limits()


class SheetField(forms.FileField):
    """CSV or XLSX. Raises ValidationError with what is wrong, and in which line. The file's name is not kept."""

    widget = forms.FileInput(attrs={"accept": ".csv,.xlsx"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("File"))
        kwargs.setdefault("help_text", _("CSV or XLSX, at most 5 MB and 10,000 rows."))
        words = _("Choose a file.")
        super().__init__(allow_empty_file=True, error_messages={"required": words, "invalid": words}, **kwargs)

    def clean(self, uploaded: Any, initial: Any = None) -> Sheet:
        """The titles and rows."""
        found = super().clean(uploaded, initial)
        return read_sheet(found.read(LIMITS.size + 1), name=found.name or "", limits=LIMITS)
