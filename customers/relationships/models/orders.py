"""What lists of customers can be sorted by, as columns that an index follows."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import Case, F, Func, Value, When

NO_END = datetime(5000, 1, 1, tzinfo=UTC)  # full rights: behind all that have an end
NO_RIGHTS = datetime(6000, 1, 1, tzinfo=UTC)


class LongAfter(Func):
    """A moment of the past behind every moment to come, its order kept: what has ended comes last.

    By way of UTC without a zone, because only that is immutable; 6,800 years are seventeen whole cycles of leap years.
    """

    template = "((%(expressions)s AT TIME ZONE 'UTC') + interval '6800 years') AT TIME ZONE 'UTC'"
    output_field = models.DateTimeField()


def ends_order() -> models.GeneratedField:
    """When rights end, as a key: the next end first, then full rights, none, and those that have ended."""
    at = models.DateTimeField()
    return models.GeneratedField(
        expression=Case(
            When(rights="granular", rights_until__isnull=False, then=F("rights_until")),
            When(rights="ended", rights_until__isnull=False, then=LongAfter("rights_until")),
            When(rights="full", then=Value(NO_END, output_field=at)),
            default=Value(NO_RIGHTS, output_field=at),
            output_field=at,
        ),
        output_field=at,
        db_persist=True,
    )
