"""Loads the demo, or prints its sign-ins."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from partnercenter.demo.seeding import seed
from partnercenter.demo.sign_ins import print_sign_ins


class Command(BaseCommand):
    """`seed_demo`: may run again at any time; refuses to run anywhere but in the embedded default."""

    help = "Loads demo partners, customers and requests; with --print-sign-ins only prints who can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--print-sign-ins", action="store_true", help="print the demo's sign-ins and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:  # its operators have a password that everybody knows
            raise CommandError("The demo is for the embedded default only (EMBEDDED=1): its passwords are public.")
        if options["print_sign_ins"]:
            self.stdout.write("\n".join(print_sign_ins()))
            return
        made = seed().made
        self.stdout.write(", ".join(f"{count} {what}" for what, count in made.items()) or "The demo was there already.")
