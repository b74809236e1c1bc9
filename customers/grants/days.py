"""The calendar of granular rights: whole days in the customer's zone, stored as exclusive instants (decisions §10)."""

from datetime import UTC, date, datetime, time, timedelta

from customers.grants.models import EXTENSION_DAYS
from partnercenter.pages.times import INSTANT, find_zone


def end_after(days: int, *, start: datetime, zone: str) -> datetime:
    """The UTC instant at which the last of `days` days after `start` ends in the IANA zone `zone`.

    The day of `start` is not counted, as with links: rights of one day granted at noon on the 20th end with the 21st.
    """
    return midnight_after(start.astimezone(find_zone(zone)).date() + timedelta(days=days), zone)


def extended_end(ends_at: datetime, *, zone: str) -> datetime:
    """Where an end moves that extends by itself: 180 calendar days later, whatever clocks do meanwhile (R-109)."""
    return midnight_after(last_day(ends_at, zone=zone) + timedelta(days=EXTENSION_DAYS), zone)


def last_day(ends_at: datetime, *, zone: str) -> date:
    """The last day that counts before an exclusive end, by the calendar of the zone."""
    return (ends_at - INSTANT).astimezone(find_zone(zone)).date()


def days_left(ends_at: datetime, *, zone: str, now: datetime) -> int:
    """Days from today to the last day, in the zone: 0 on the last day, negative after it."""
    return (last_day(ends_at, zone=zone) - now.astimezone(find_zone(zone)).date()).days


def day_before_end(ends_at: datetime, days: int, *, zone: str) -> datetime:
    """The UTC instant at which the day begins that lies `days` days before the last day; 0 for the last day itself."""
    return midnight_after(last_day(ends_at, zone=zone) - timedelta(days=days + 1), zone)


def midnight_after(day: date, zone: str) -> datetime:
    """The first UTC instant of the day after `day` in the zone; where clocks skip midnight, the moment of the skip."""
    return datetime.combine(day + timedelta(days=1), time.min, find_zone(zone)).astimezone(UTC)
