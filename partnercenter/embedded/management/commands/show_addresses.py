"""Prints where the portal is to be found, for `make run`."""

from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """One line per address; the acceptance hosts come from the table of clouds."""

    help = "Prints the portal's addresses."

    def handle(self, *args: Any, **options: Any) -> None:
        for label, address in [("Portal", settings.BASE_URL), *_acceptance_hosts(), *_others()]:
            self.stdout.write(f"  {label:<28} {address}/")


def _acceptance_hosts() -> list[tuple[str, str]]:
    """Clouds are a floor above this room: the registry is asked, so that nothing is imported from there."""
    clouds = apps.get_model("clouds", "CloudRegion").objects.order_by("pk")
    served = clouds.filter(code__in=settings.CLOUDS) if settings.CLOUDS else clouds
    scheme = urlsplit(settings.BASE_URL).scheme
    return [
        (f"Customers, {cloud.code}", f"{scheme}://{cloud.host_label}.{settings.ACCEPTANCE_DOMAIN}") for cloud in served
    ]


def _others() -> list[tuple[str, str]]:
    return [
        ("Mailbox (what was sent)", f"{settings.BASE_URL}/mailbox"),
        ("Administration", f"{_operators()}/{settings.ADMIN_PATH}"),
    ]


def _operators() -> str:
    """Where the administration lies: `ADMIN_HOST`, else the main host."""
    scheme = urlsplit(settings.BASE_URL).scheme
    return f"{scheme}://{settings.ADMIN_HOST}" if settings.ADMIN_HOST else settings.BASE_URL
