"""Days of a link, in the partner's zone."""

from datetime import UTC, datetime

import pytest

from partnercenter.pages.lives import days_left, end_of_life

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)  # noon in Tokyo


@pytest.mark.parametrize(
    ("zone", "days", "end"),
    [
        ("Asia/Tokyo", 1, datetime(2026, 11, 21, 15, tzinfo=UTC)),
        ("Asia/Tokyo", 90, datetime(2027, 2, 18, 15, tzinfo=UTC)),
        ("Pacific/Kiritimati", 1, datetime(2026, 11, 21, 10, tzinfo=UTC)),
        ("America/Sao_Paulo", 1, datetime(2026, 11, 22, 3, tzinfo=UTC)),
        ("Asia/Beirut", 30, datetime(2026, 12, 20, 22, tzinfo=UTC)),
    ],
)
def test_the_end_is_exclusive_local_midnight(zone, days, end):
    assert end_of_life(days, zone=zone, now=NOON) == end


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (NOON, 30),
        (datetime(2026, 12, 19, 15, tzinfo=UTC), 0),
        (datetime(2026, 12, 19, 14, 59, tzinfo=UTC), 1),
        (datetime(2027, 1, 1, tzinfo=UTC), 0),
    ],
)
def test_days_are_counted_to_the_last_day(now, left):
    assert days_left(datetime(2026, 12, 20, 15, tzinfo=UTC), zone="Asia/Tokyo", now=now) == left
