"""Writes the log for another store."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from partnercenter.audit.exporting import export


class Command(BaseCommand):
    """`export_audit`: every sealed row as a line of JSON, with its place in the chain."""

    help = "Writes the sealed rows of the activity log to the standard output, as lines of JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--after", type=int, default=0, help="only rows behind this number")

    def handle(self, *args: Any, **options: Any) -> None:
        for line in export(after=options["after"]):
            self.stdout.write(line)
