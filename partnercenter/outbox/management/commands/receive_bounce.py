"""`manage.py receive_bounce RECIPIENT < message`: one bounce out of a mail server's pipe."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error

from partnercenter.outbox.bounces import take_bounce
from partnercenter.outbox.reports import LARGEST

LATER = 75  # EX_TEMPFAIL: the mail server keeps the message and tries again


class Command(BaseCommand):
    help = "Take one bounce from standard input; RECIPIENT is the address it came to, by the envelope."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("recipient")

    def handle(self, *args: Any, recipient: str, **options: Any) -> None:
        content = sys.stdin.buffer.read(LARGEST + 1)
        try:
            verdict = take_bounce(recipient, content)
        except Error:
            self.stderr.write("The database is away; try again later.")
            sys.exit(LATER)
        self.stdout.write(str(verdict))
