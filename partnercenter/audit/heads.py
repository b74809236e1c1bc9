"""Heads of the chain where another store keeps them: a file that only grows, and a public address (D30, ASVS 16.4.3).

Who keeps a head can prove that nothing before it was rewritten, even by the owner of the database.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils import timezone

from partnercenter.audit.chain import Head
from partnercenter.audit.models import AuditEvent
from partnercenter.audit.sealing import head_behind, read_head

logger = logging.getLogger(__name__)
LINE_LIMIT = 200  # characters; a line is shorter, and the last one is read from so far before the end


def publish_head(file: str) -> bool:
    """Append the head to `file`, as `number:hash moment`; answers whether it did.

    Never goes back: where the chain no longer holds the last head of the file, nothing is written and the log of the
    process cries out, because somebody rewrote it or an old copy of the database came back.
    """
    path, head = Path(file), read_head()
    last = last_head(path)
    if last == head:
        return False
    if last and not holds(last):
        logger.critical("The activity log does not hold the head %s of %s any more: see verify_audit.", last, path)
        return False
    with path.open("a", encoding="ascii") as lines:
        lines.write(f"{head} {timezone.now():%Y-%m-%dT%H:%M:%SZ}\n")
        lines.flush()
        os.fsync(lines.fileno())
    return True


def holds(head: Head) -> bool:
    """Whether the row with the number of `head` still makes it."""
    row = AuditEvent.objects.filter(sequence=head.sequence).first()
    return head.sequence == 0 or bool(row and head_behind(row) == head)


def last_head(path: Path) -> Head | None:
    """The newest head of a file; None where there is no file or nothing in it. Raises ValueError for junk."""
    if not path.exists():
        return None
    with path.open("rb") as lines:
        lines.seek(max(0, path.stat().st_size - LINE_LIMIT))
        last = lines.read().decode("ascii").rstrip().rpartition("\n")[2]
    return read_line(last) if last else None


def read_heads(lines: Iterable[str]) -> Iterator[Head]:
    """The heads of a file. Raises ValueError for lines that are none."""
    return (read_line(line) for line in lines if line.strip())


def read_line(line: str) -> Head:
    number, _, digits = line.split()[0].partition(":")
    return Head(int(number), bytes.fromhex(digits))
