"""Which reminder is due: the most urgent one, by the customer's calendar, never one that was moot."""

from datetime import UTC, datetime

import pytest

from customers.grants.notices import due_reminder

ENDS_AT, ZONE = datetime(2026, 11, 21, 15, tzinfo=UTC), "Asia/Tokyo"  # the last day is the 21st
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "kind"),
    [
        ("2026-10-21T14:59:59", None),
        ("2026-10-21T15:00:00", "days_30"),  # the day begins that lies 30 days before the last
        ("2026-11-13T14:59:59", "days_30"),
        ("2026-11-13T15:00:00", "days_7"),
        ("2026-11-19T14:59:59", "days_7"),
        ("2026-11-19T15:00:00", "days_1"),
        ("2026-11-21T14:59:59", "days_1"),  # late, on the last day itself
        ("2026-11-21T15:00:00", None),  # too late: the notice of the end follows
    ],
)
def test_each_reminder_is_due_from_the_beginning_of_its_day(now: str, kind: str | None) -> None:
    assert due_reminder(ENDS_AT, since=LONG_AGO, zone=ZONE, now=at(now)) == kind


@pytest.mark.parametrize(
    ("since", "now", "kind"),
    [
        ("2026-11-05T00:00", "2026-11-05T00:01", None),  # rights of 17 days: no reminder of 30 on their first
        ("2026-11-05T00:00", "2026-11-13T15:00", "days_7"),
        ("2026-11-18T00:00", "2026-11-18T00:01", None),
        ("2026-11-18T00:00", "2026-11-19T15:00", "days_1"),
        ("2026-11-20T00:00", "2026-11-20T00:01", None),
    ],
)
def test_what_both_sides_were_told_when_it_began_is_not_said_again(since: str, now: str, kind: str | None) -> None:
    assert due_reminder(ENDS_AT, since=at(since), zone=ZONE, now=at(now)) == kind
