"""Which files a service request takes: by their contents, never by their names (reliability 101, 106, 107).

Files are told by their first bytes and checked by size; they are not searched for viruses, and the pages say so.
"""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from customers.services.models import Attachment

Kind = Attachment.Kind
MOST_FILES, LARGEST_FILE = 5, 5 * 1024 * 1024  # of a message; the portal reads no larger body either
MOST_OF_REQUEST = 20 * 1024 * 1024  # bytes of all files of a service request
FIRST_BYTES = {Kind.PNG: b"\x89PNG\r\n\x1a\n", Kind.JPEG: b"\xff\xd8\xff", Kind.PDF: b"%PDF-"}
ENDINGS = {
    Kind.PNG: ("png",),
    Kind.JPEG: ("jpg", "jpeg"),
    Kind.PDF: ("pdf",),
    Kind.TEXT: ("txt", "log"),
}
DECLARED = {
    Kind.PNG: ("image/png",),
    Kind.JPEG: ("image/jpeg",),
    Kind.PDF: ("application/pdf",),
    Kind.TEXT: ("text/plain",),
}
ANYTHING = ("", "application/octet-stream")  # what a browser says of what it does not know
MARKUP = re.compile(r"<\s*(?:!doctype|html|svg|script|iframe|\?xml)", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class SentFile:
    """A file that passed: its kind, and the bytes that are kept (text in UTF-8)."""

    kind: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check_file(name: str, declared: str, content: bytes) -> SentFile:
    """The file as it is kept. Refuses what it is none of the kinds, and one whose name or type says something else.

    Codes `file_empty`, `file_too_large`, `file_kind`, `file_lies`.
    """
    check_size(len(content))
    kind = kind_of(content)
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS[kind] or declared.partition(";")[0].strip().lower() not in (*DECLARED[kind], *ANYTHING):
        raise ValidationError(
            _(
                "The file is a %(kind)s, but its name or type says something else. Save it under its own type, and add "
                "it again."
            ),
            code="file_lies",
            params={"kind": kind.label},
        )
    return SentFile(kind, as_text(content).encode() if kind == Kind.TEXT else content)


def check_size(size: int) -> None:
    """From one byte to 5 MB. Codes `file_empty`, `file_too_large`."""
    if not size:
        raise ValidationError(_("The file is empty. Choose another one."), code="file_empty")
    if size > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 5 MB. Choose a smaller one."), code="file_too_large")


def kind_of(content: bytes) -> Attachment.Kind:
    """What the contents are; code `file_kind` for anything that is not taken."""
    for kind, first in FIRST_BYTES.items():
        if content.startswith(first):
            return kind
    text = as_text(content)
    if not text or CONTROL.search(text) or MARKUP.search(text) or text.startswith("#!"):
        raise ValidationError(
            _("Only PNG and JPEG images, PDF documents and plain text can be added."), code="file_kind"
        )
    return Kind.TEXT


def as_text(content: bytes) -> str:
    """The contents as text, in UTF-8 or in what Japanese Windows writes; empty for anything else."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def check_most_files(number: int) -> None:
    """Not more than five with a message. Code `too_many_files`."""
    if number > MOST_FILES:
        raise ValidationError(_("Add at most 5 files to a message."), code="too_many_files")


def check_files(sizes: Collection[int], *, kept: int) -> None:
    """Not more than five files of 5 MB together with a message, 20 MB with a service request (`kept`: bytes it has).

    Codes `too_many_files`, `files_too_large`, `request_full`.
    """
    check_most_files(len(sizes))
    if sum(sizes) > LARGEST_FILE:
        raise ValidationError(
            _("The files are larger than 5 MB together. Send them one by one."), code="files_too_large"
        )
    if kept + sum(sizes) > MOST_OF_REQUEST:
        raise ValidationError(
            _("The files of this service request would be larger than 20 MB. Raise a new one for more."),
            code="request_full",
        )
