"""How long a link lives: whole days in the partner's zone, stored as one exclusive instant (decisions §10)."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from partnercenter.pages.times import INSTANT, find_zone


def end_of_life(days: int, *, zone: str, now: datetime | None = None) -> datetime:
    """The UTC instant at which the last of `days` days ends: local midnight after it, in the IANA zone `zone`.

    The day of issue is not counted: one day given at noon on the 20th ends with the 21st.
    """
    there = (now or timezone.now()).astimezone(find_zone(zone))
    after_last = there.date() + timedelta(days=days + 1)
    return datetime.combine(after_last, time.min, find_zone(zone)).astimezone(UTC)


def days_left(expires_at: datetime, *, zone: str, now: datetime | None = None) -> int:
    """Whole days from today to the last day, in the zone; never negative."""
    there = find_zone(zone)
    last = (expires_at - timedelta(microseconds=1)).astimezone(there).date()
    return max(0, (last - (now or timezone.now()).astimezone(there).date()).days)


def last_day(ends_at: datetime, *, zone: str) -> date:
    """The last day that counts before an exclusive end, by the calendar of the zone."""
    return (ends_at - INSTANT).astimezone(find_zone(zone)).date()


def day_before_end(ends_at: datetime, days: int, *, zone: str) -> datetime:
    """The UTC instant at which the day begins that lies `days` days before the last day; 0 for the last day itself."""
    return midnight_after(last_day(ends_at, zone=zone) - timedelta(days=days + 1), zone)


def midnight_after(day: date, zone: str) -> datetime:
    """The first UTC instant of the day after `day` in the zone; where clocks skip midnight, the moment of the skip."""
    return datetime.combine(day + timedelta(days=1), time.min, find_zone(zone)).astimezone(UTC)
