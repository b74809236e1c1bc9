"""What a service request takes as a file: by contents, against name and declared type (reliability 101, 106, 107)."""

import pytest
from django.core.exceptions import ValidationError

from customers.services.rules.attachments import LARGEST_FILE, MOST_OF_REQUEST, check_file, check_files
from tests.refusals import code_of

PNG, JPEG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, b"\xff\xd8\xff\xe0" + b"\x00" * 20
PDF, TEXT = b"%PDF-1.7\n%\xe2\xe3", b"It says 0x80004005.\r\n"
SVG, HTML = b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', b"<!DOCTYPE html><p>Hello"
EXE, ZIP, GZIP = b"MZ\x90\x00\x03" + b"\x00" * 60, b"PK\x03\x04" + b"\x00" * 30, b"\x1f\x8b\x08\x00\x00\x00\x00"
TABLE = [
    ("screen.png", "image/png", PNG, "png"),
    ("SCREEN.PNG", "image/png", PNG, "png"),
    ("photo.jpeg", "image/jpeg", JPEG, "jpg"),
    ("report.pdf", "application/pdf", PDF, "pdf"),
    ("trace.log", "application/octet-stream", TEXT, "txt"),
    ("trace.txt", "text/plain; charset=utf-8", TEXT, "txt"),
    ("日本語.txt", "text/plain", "受信が遅い".encode("cp932"), "txt"),
    ("../../etc/passwd.txt", "", TEXT, "txt"),  # the name is never used
    ("empty.txt", "text/plain", b"", "file_empty"),
    ("big.txt", "text/plain", b"x" * (LARGEST_FILE + 1), "file_too_large"),
    ("drawing.svg", "image/svg+xml", SVG, "file_kind"),
    ("drawing.txt", "text/plain", SVG, "file_kind"),
    ("page.html", "text/html", HTML, "file_kind"),
    ("page.txt", "text/plain", b"\xef\xbb\xbf  <HTML>", "file_kind"),
    ("run.exe", "application/octet-stream", EXE, "file_kind"),
    ("run.sh", "text/plain", b"#!/bin/sh\nrm -rf /", "file_kind"),
    ("book.xlsx", "application/vnd.ms-excel", ZIP, "file_kind"),
    ("logs.gz", "application/gzip", GZIP, "file_kind"),
    ("logs.txt", "text/plain", ZIP, "file_kind"),
    ("nul.txt", "text/plain", b"a\x00b", "file_kind"),
    ("screen.png", "image/svg+xml", PNG, "file_lies"),
    ("screen.pdf", "application/pdf", PNG, "file_lies"),
    ("report.txt.exe", "text/plain", TEXT, "file_lies"),
    ("table.csv", "text/csv", TEXT, "file_lies"),
    ("noending", "text/plain", TEXT, "file_lies"),
    ("a.txt\r\nX-Evil: 1", "text/plain", TEXT, "file_lies"),
]


@pytest.mark.parametrize(("name", "declared", "content", "outcome"), TABLE)
def test_a_file_is_what_its_contents_are(name, declared, content, outcome) -> None:
    try:
        kept = check_file(name, declared, content)
    except ValidationError as refusal:
        kept = refusal
    assert (kept.code if isinstance(kept, ValidationError) else kept.kind) == outcome


def test_text_is_kept_in_utf_8_without_a_mark() -> None:
    assert check_file("a.txt", "", "受信".encode("cp932")).content == "受信".encode()
    assert check_file("a.txt", "", "\ufeff受信".encode()).content == "受信".encode()


def test_a_message_has_five_files_and_a_request_twenty_megabytes() -> None:
    assert code_of(check_files, [1] * 5, kept=0) == ""
    assert code_of(check_files, [1] * 6, kept=0) == "too_many_files"
    assert code_of(check_files, [LARGEST_FILE, 1], kept=0) == "files_too_large"
    assert code_of(check_files, [1], kept=MOST_OF_REQUEST) == "request_full"
    assert code_of(check_files, [], kept=MOST_OF_REQUEST) == ""
