"""A file of people."""

from customers.services.rules.importing import REQUIRED, titles
from partnercenter.pages.forms import PortalForm
from partnercenter.sheets.reading import by_column
from partnercenter.sheets.uploading import SheetField


class ImportForm(PortalForm):
    """One file; cleaned it is its rows by column, with their lines."""

    file = SheetField()

    def clean_file(self) -> list[tuple[int, dict[str, str]]]:
        """Raises ValidationError with what is wrong, and in which line."""
        return by_column(self.cleaned_data["file"], titles(), required=REQUIRED)
