"""A file of people."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from customers.services.rules.importing import REQUIRED, titles
from partnercenter.pages.forms import PortalForm
from partnercenter.sheets.reading import by_column, read_sheet
from partnercenter.sheets.refusing import Limits

LIMITS = Limits()


class ImportForm(PortalForm):
    """One file; cleaned it is its rows by column, with their lines."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, at most 5 MB and 10,000 rows."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": _("Choose a file."), "invalid": _("Choose a file.")},
    )

    def clean_file(self) -> list[tuple[int, dict[str, str]]]:
        """Raises ValidationError with what is wrong, and in which line. The file's name is not kept."""
        uploaded: UploadedFile | Any = self.cleaned_data["file"]
        content = uploaded.read(LIMITS.size + 1)
        sheet = read_sheet(content, name=uploaded.name or "", limits=LIMITS)
        return by_column(sheet, titles(), required=REQUIRED)
