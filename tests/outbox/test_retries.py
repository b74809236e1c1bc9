"""The plan of retries (D16)."""

from datetime import timedelta

import pytest

from partnercenter.outbox.retries import longest_wait, wait


@pytest.mark.parametrize(
    ("attempts", "minutes"),
    [(0, 1), (1, 1), (2, 5), (3, 15), (4, 30), (5, 60), (6, 120), (7, 240), (8, 240), (500, 240)],
)
def test_the_waits_grow_to_four_hours(attempts, minutes):
    assert longest_wait(attempts) == timedelta(minutes=minutes)


def test_each_wait_lies_anywhere_between_nothing_and_the_longest():
    waits = [wait(3) for _ in range(400)]
    assert all(timedelta(0) <= one <= timedelta(minutes=15) for one in waits)
    assert min(waits) < timedelta(minutes=2)
    assert max(waits) > timedelta(minutes=13)
