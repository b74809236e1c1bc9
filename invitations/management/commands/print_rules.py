"""Prints docs/clouds-and-markets.md: `manage.py print_rules > docs/clouds-and-markets.md`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from invitations.rulebook import rulebook


class Command(BaseCommand):
    """What the clouds allow, who may ask for what, and who may sell where, out of the rows and the rules."""

    help = "Prints the rules of the clouds and markets as Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            self.stdout.write(rulebook(), ending="")
