"""Files with a message: read, told by their contents, and never by what they are called."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from customers.services.rules.attachments import (
    ENDINGS,
    SentFile,
    check_file,
    check_files,
    check_most_files,
    check_size,
)

NAME_LENGTH = 60  # of a file's name, as far as a refusal repeats it
Found = TypeVar("Found")


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
        """The files that pass; the first that does not is refused, and with it the form. Of several it is named."""
        sent = [each for each in given or [] if isinstance(each, UploadedFile)]
        check_most_files(len(sent))
        for each in sent:
            named(each, lambda one: check_size(one.size or 0), is_alone=len(sent) == 1)
        check_files([each.size or 0 for each in sent], kept=0)
        return [named(each, read, is_alone=len(sent) == 1) for each in sent]


def named(sent: UploadedFile, check: Callable[[UploadedFile], Found], *, is_alone: bool) -> Found:
    """What the check gives; its refusal says which file it means, unless there is one alone."""
    try:
        return check(sent)
    except ValidationError as refusal:
        if is_alone:
            raise
        facts = {"name": Truncator(sent.name or "").chars(NAME_LENGTH), "words": " ".join(refusal.messages)}
        raise ValidationError(_("%(name)s: %(words)s"), code=refusal.code, params=facts) from None


def read(sent: UploadedFile) -> SentFile:
    """One file, told by its contents."""
    try:
        return check_file(sent.name or "", sent.content_type or "", sent.read())
    finally:
        sent.close()
