"""The calendar of granular rights: whole days in the customer's zone, stored as exclusive instants (decisions §10)."""

from datetime import datetime, timedelta

from customers.grants.models import EXTENSION_DAYS
from partnercenter.pages.lives import last_day, midnight_after
from partnercenter.pages.times import find_zone


def end_after(days: int, *, start: datetime, zone: str) -> datetime:
    """The UTC instant at which the last of `days` days after `start` ends in the IANA zone `zone`.

    The day of `start` is not counted, as with links: rights of one day granted at noon on the 20th end with the 21st.
    """
    return midnight_after(start.astimezone(find_zone(zone)).date() + timedelta(days=days), zone)


def extended_end(ends_at: datetime, *, zone: str) -> datetime:
    """Where an end moves that extends by itself: 180 calendar days later, whatever clocks do meanwhile (R-109)."""
    return midnight_after(last_day(ends_at, zone=zone) + timedelta(days=EXTENSION_DAYS), zone)


def days_left(ends_at: datetime, *, zone: str, now: datetime) -> int:
    """Days from today to the last day, in the zone: 0 on the last day, negative after it."""
    return (last_day(ends_at, zone=zone) - now.astimezone(find_zone(zone)).date()).days
