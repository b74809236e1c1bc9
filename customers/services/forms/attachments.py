"""Files with a message: read, told by their contents, and never by what they are called."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from customers.services.rules.attachments import ENDINGS, SentFile, check_file, check_files, check_size


class FilesInput(forms.FileInput):
    """One control for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """No, one or several files; cleaned to a list of `SentFile`. Raises what `rules.attachments` refuses."""

    def __init__(self, **kwargs: Any) -> None:
        endings = ",".join(f".{ending}" for group in ENDINGS.values() for ending in group)
        words: dict[str, Any] = {
            "required": False,
            "label": _("Files"),
            "help_text": _(
                "PNG, JPEG, PDF or plain text, at most 5 files and 5 MB together. Files are checked by type and size, "
                "not for viruses."
            ),
            "widget": FilesInput(attrs={"accept": endings}),
        }
        super().__init__(**(words | kwargs))

    def clean(self, given: Any, initial: Any = None) -> list[SentFile]:
        """The files that pass; the first that does not is refused, and with it the form."""
        sent = [each for each in given or [] if isinstance(each, UploadedFile)]
        check_files([each.size or 0 for each in sent], kept=0)
        return [read(each) for each in sent]


def read(sent: UploadedFile) -> SentFile:
    """One file, its size looked at before its contents."""
    check_size(sent.size or 0)
    try:
        return check_file(sent.name or "", sent.content_type or "", sent.read())
    finally:
        sent.close()
