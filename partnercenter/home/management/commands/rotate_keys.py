"""`manage.py rotate_keys`: fresh secrets for the environment; `--reseal` and `--check` for afterwards."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from partnercenter.home.rotation import fresh_values, reseal_all, what_is_needed


class Command(BaseCommand):
    help = (
        "Prints fresh values of SECRET_KEY, LINK_KEYS and OUTBOX_KEYS with the present ones kept behind them. "
        "With --reseal, once they are in force: seals what lies sealed (factors, authorities, mails) anew. "
        "With --check: says what still needs an old key."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        step = parser.add_mutually_exclusive_group()
        step.add_argument("--reseal", action="store_true")
        step.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reseal"]:
            self.stdout.write(f"Sealed anew: {reseal_all()} rows.")
        elif options["check"]:
            self.check_old_keys()
        else:
            for name, value in fresh_values().items():
                self.stdout.write(f"{name}={value}")

    def check_old_keys(self) -> None:
        """What stands in the way of dropping each kind of old key."""
        needed = what_is_needed()
        links = ", ".join(needed.link_keys) or "none"
        self.stdout.write(f"LINK_KEYS: old keys that living links need: {links}.")
        sealed = f"{needed.factors} second factors, {needed.authorities} authorities, {needed.webhooks} webhooks"
        self.stdout.write(f"OUTBOX_KEYS: {sealed} and {needed.mails} mails need an old key.")
        self.stdout.write("SECRET_KEY_FALLBACKS: sessions and opened links need the old value for 12 hours.")
