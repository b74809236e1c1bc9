"""Which clouds this deployment serves: those that the setting CLOUDS names, or all (decisions §2, docs/decisions/0007).

Hosts, pages, sign-ins and mails are of the served clouds alone. Jobs that follow the clock run for all clouds: a right
has to end on its day, whoever serves it.
"""

from typing import TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.db.models import Model, QuerySet

from partnercenter.clouds.models import CloudRegion

Row = TypeVar("Row", bound=Model)


def refuse_unknown_clouds() -> None:
    """Raise `ImproperlyConfigured` for a code in CLOUDS that no row has: its portal would be silently missing.

    Before the first migration, and while the database is away, nothing can be said; the portal then starts.
    """
    try:
        known = set(CloudRegion.objects.values_list("code", flat=True)) if settings.CLOUDS else set()
    except DatabaseError:
        return
    if unknown := sorted(set(settings.CLOUDS) - known):
        raise ImproperlyConfigured(
            f"CLOUDS names {', '.join(unknown)}, which no cloud has as its code. There are: {', '.join(sorted(known))}."
        )


def is_served(cloud: CloudRegion) -> bool:
    """Whether this deployment serves the cloud."""
    return not settings.CLOUDS or cloud.code in settings.CLOUDS


def only_served(rows: QuerySet[Row], *, cloud: str) -> QuerySet[Row]:
    """The rows whose cloud, under the lookup `cloud`, is served here."""
    return rows.filter(**{f"{cloud}__code__in": settings.CLOUDS}) if settings.CLOUDS else rows


def only_unserved(rows: QuerySet[Row], *, cloud: str) -> QuerySet[Row]:
    """The rows of clouds that are not served here."""
    return rows.exclude(**{f"{cloud}__code__in": settings.CLOUDS}) if settings.CLOUDS else rows.none()
