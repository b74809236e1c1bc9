"""Which reminder of a request is due: the most urgent one, in the morning of the partner's day, never one too soon."""

from datetime import UTC, datetime

import pytest

from partnercenter.partners.reminding import due_reminder, next_reminder

EXPIRES_AT, ZONE = datetime(2026, 11, 21, 15, tzinfo=UTC), "Asia/Tokyo"  # the last day is the 21st
LONG_AGO = "2026-10-22T03:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("mailed_at", "now", "kind"),
    [
        (LONG_AGO, "2026-11-13T23:59:59", None),
        (LONG_AGO, "2026-11-14T00:00:00", "days_7"),  # nine in the morning, seven days before the last
        (LONG_AGO, "2026-11-19T23:59:59", "days_7"),  # late, and still true
        (LONG_AGO, "2026-11-20T00:00:00", "days_1"),
        (LONG_AGO, "2026-11-21T14:59:59", "days_1"),
        (LONG_AGO, "2026-11-21T15:00:00", None),
        ("2026-11-11T00:00:00", "2026-11-14T00:00:00", "days_7"),
        ("2026-11-11T00:00:01", "2026-11-14T00:00:00", None),  # the last mail is too near
        ("2026-11-14T00:00:00", "2026-11-20T00:00:00", "days_1"),
        ("2026-11-18T00:00:01", "2026-11-20T00:00:00", None),  # a link of a few days
        ("2026-11-19T00:00:00", "2026-11-20T06:00:00", None),
    ],
)
def test_a_reminder_is_due_from_its_morning_unless_a_mail_went_just_before(mailed_at, now, kind) -> None:
    assert due_reminder(EXPIRES_AT, mailed_at=at(mailed_at), zone=ZONE, now=at(now)) == kind


@pytest.mark.parametrize(
    ("mailed_at", "now", "coming"),
    [
        (LONG_AGO, "2026-11-01T00:00", "2026-11-14T00:00"),
        (LONG_AGO, "2026-11-14T01:00", "2026-11-20T00:00"),
        ("2026-11-13T00:00", "2026-11-13T01:00", "2026-11-20T00:00"),
        ("2026-11-19T00:00", "2026-11-19T01:00", None),
        (LONG_AGO, "2026-11-20T01:00", None),
    ],
)
def test_the_page_names_the_next_reminder(mailed_at, now, coming) -> None:
    found = next_reminder(EXPIRES_AT, mailed_at=at(mailed_at), zone=ZONE, now=at(now))
    assert found == (at(coming) if coming else None)
