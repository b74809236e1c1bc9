"""When to try again (D16)."""

import random
from datetime import timedelta

MINUTES = (1, 5, 15, 30, 60, 120, 240)  # the last one again and again
LIFE = timedelta(days=4)  # of a mail whose writer set no end (RFC 5321, 4.5.4.1)


def longest_wait(attempts: int) -> timedelta:
    """The most that the try after `attempts` tries waits."""
    return timedelta(minutes=MINUTES[max(0, min(attempts, len(MINUTES)) - 1)])


def wait(attempts: int) -> timedelta:
    """Any time up to that (full jitter), so that what failed together does not come back together."""
    return longest_wait(attempts) * random.random()  # noqa: S311 - spreads load, guards nothing
