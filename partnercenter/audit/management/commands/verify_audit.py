"""Proves that nobody altered the log."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnercenter.audit.chain import Alteration, Head, alterations
from partnercenter.audit.exporting import read_export
from partnercenter.audit.heads import read_heads, read_line
from partnercenter.audit.models import AuditEvent
from partnercenter.audit.sealing import read_head, verify


def a_head(written: str) -> Head:
    """The head `number:hash` of the command line."""
    try:
        return read_line(written)
    except (ValueError, IndexError):
        raise ArgumentTypeError("write it as number:hash, as an earlier run printed it") from None


class Command(BaseCommand):
    """`verify_audit`: names every altered row and fails if there is one; prints the head to keep elsewhere."""

    help = "Verifies the chain of the activity log, or of an export of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", type=a_head, help="a head that was kept elsewhere, as number:hash")
        parser.add_argument("--heads", help="a file of heads that was kept elsewhere (AUDIT_HEADS_FILE)")
        parser.add_argument("--file", help="verify this export instead of the database")
        parser.add_argument("--most", type=int, default=20, help="name at most so many altered rows")

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        heads = [*([options["head"]] if options["head"] else []), *self.kept(options["heads"])]
        found = self.of_file(file, options["head"]) if file else verify(*heads)
        altered = 0
        for altered, alteration in enumerate(found, 1):
            self.stderr.write(f"Altered: {alteration}")
            if altered == options["most"]:
                break
        if altered:
            raise CommandError(f"The log was altered: {altered} found, the first one is named first.")
        if not file:
            unsealed = AuditEvent.objects.filter(hash=None)[:1000].count()
            self.stdout.write(f"Intact. {unsealed} rows wait to be sealed. Keep this head elsewhere: {read_head()}")
        else:
            self.stdout.write("Intact.")

    @staticmethod
    def kept(file: str | None) -> list[Head]:
        """The heads of a file; none without one."""
        if not file:
            return []
        try:
            with open(file, encoding="ascii") as lines:
                return list(read_heads(lines))
        except (OSError, ValueError, IndexError) as problem:
            raise CommandError(f"{file} is no file of heads: {problem}") from None

    @staticmethod
    def of_file(file: str, known: Head | None) -> Iterator[Alteration]:
        """The altered rows of an export; it may begin anywhere behind `known`."""
        try:
            with open(file, encoding="utf-8") as lines:
                yield from alterations(read_export(lines), known or Head())
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise CommandError(f"{file} is no export of the log: {problem}") from None
