"""Which reminder of an end is due (R-10A). Pure."""

from datetime import datetime

from customers.grants.models import GrantNotice
from partnercenter.pages.lives import day_before_end

Kind = GrantNotice.Kind
DAYS_BEFORE = {Kind.DAYS_1: 1, Kind.DAYS_7: 7, Kind.DAYS_30: 30}  # the most urgent first


def due_reminder(ends_at: datetime, *, since: datetime, zone: str, now: datetime) -> Kind | None:
    """The reminder that is due at `now` of rights that end at `ends_at`, by the customer's calendar; None for none.

    The most urgent one whose day has begun: a job that was away sends that one alone. Days that had begun before
    `since`, when the rights began or their extension was turned off, are not made up: both sides were told the end.
    """
    for kind, days in DAYS_BEFORE.items():
        begun = day_before_end(ends_at, days, zone=zone)
        if since < begun <= now < ends_at:
            return kind
    return None
