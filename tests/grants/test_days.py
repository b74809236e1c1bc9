"""The calendar of granular rights, over clock changes, a leap day and midnights that do not exist."""

from datetime import UTC, date, datetime

import pytest

from customers.grants.days import days_left, end_after, extended_end
from partnercenter.pages.lives import day_before_end, last_day


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "days", "zone", "end"),
    [
        ("2026-11-20T03:00", 1, "Asia/Tokyo", "2026-11-21T15:00"),  # noon on the 20th: until the end of the 21st
        ("2026-11-20T15:00", 1, "Asia/Tokyo", "2026-11-22T15:00"),  # midnight: already the 21st there
        ("2026-11-20T14:59", 1, "Asia/Tokyo", "2026-11-21T15:00"),
        ("2026-03-28T12:00", 1, "Europe/Berlin", "2026-03-29T22:00"),  # the 29th has 23 hours
        ("2026-10-24T12:00", 1, "Europe/Berlin", "2026-10-25T23:00"),  # the 25th has 25 hours
        ("2028-02-27T12:00", 2, "UTC", "2028-03-01T00:00"),  # the 29th is the last day
        ("2027-02-26T12:00", 2, "UTC", "2027-03-01T00:00"),
        ("2026-11-20T12:00", 730, "America/New_York", "2028-11-20T05:00"),  # a leap day lies between
        ("2019-09-06T12:00", 1, "America/Santiago", "2019-09-08T04:00"),  # midnight of the 8th is skipped
        ("2026-11-20T12:00", 365, "Not/A_Zone", "2027-11-21T00:00"),  # UTC where nobody knows the zone
    ],
)
def test_rights_end_with_the_last_of_their_days_in_the_customers_zone(start, days, zone, end) -> None:
    assert end_after(days, start=at(start), zone=zone) == at(end)


@pytest.mark.parametrize(
    ("ends_at", "zone", "extended"),
    [
        ("2026-11-21T15:00", "Asia/Tokyo", "2027-05-20T15:00"),
        ("2026-11-21T23:00", "Europe/Berlin", "2027-05-20T22:00"),  # winter to summer: midnight stays midnight
        ("2027-05-20T22:00", "Europe/Berlin", "2027-11-16T23:00"),  # and back
        ("2027-11-01T04:00", "America/New_York", "2028-04-29T04:00"),  # over a leap day
        ("2026-11-21T14:00", "Asia/Tokyo", "2027-05-20T15:00"),  # an end before a zone was corrected gains, never loses
    ],
)
def test_an_extension_is_180_calendar_days(ends_at: str, zone: str, extended: str) -> None:
    moved = extended_end(at(ends_at), zone=zone)
    assert moved == at(extended)
    assert (last_day(moved, zone=zone) - last_day(at(ends_at), zone=zone)).days == 180


def test_days_are_counted_by_the_customers_calendar() -> None:
    ends_at, zone = at("2026-11-21T15:00"), "Asia/Tokyo"
    assert last_day(ends_at, zone=zone) == date(2026, 11, 21)
    counted = {
        "2026-10-21T15:00": 30,
        "2026-11-19T14:59": 2,
        "2026-11-19T15:00": 1,
        "2026-11-20T15:00": 0,
        "2026-11-21T14:59": 0,
        "2026-11-21T15:00": -1,
    }
    assert {now: days_left(ends_at, zone=zone, now=at(now)) for now in counted} == counted


@pytest.mark.parametrize(
    ("days", "begins"),
    [(30, "2026-10-21T15:00"), (7, "2026-11-13T15:00"), (1, "2026-11-19T15:00"), (0, "2026-11-20T15:00")],
)
def test_the_day_so_many_days_before_the_last_begins_at_midnight_there(days: int, begins: str) -> None:
    assert day_before_end(at("2026-11-21T15:00"), days, zone="Asia/Tokyo") == at(begins)
