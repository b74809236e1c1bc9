"""How far a long file has left, for the page that shows it. Lost with the cache; the file itself needs none of it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.core.cache import cache

Row = TypeVar("Row")
KEPT = 3600  # seconds
EVERY = 1000  # rows between two notes


class State(StrEnum):
    """What has become of the file."""

    WAITING = "waiting"
    LEAVING = "leaving"
    COMPLETE = "complete"
    STOPPED = "stopped"  # the browser took no more of it, or it failed


@dataclass(frozen=True)
class Progress:
    """Rows out of all rows, as they were counted in the beginning."""

    total: int
    done: int = 0
    state: str = State.WAITING

    @property
    def done_words(self) -> str:
        """The rows that have left, as people write numbers: 12,000."""
        return f"{self.done:,}"

    @property
    def total_words(self) -> str:
        return f"{self.total:,}"


def key_of(owner: UUID, file: UUID) -> str:
    """Where the progress of one person's file stands; another person's is another key."""
    return f"sheet:{owner}:{file}"


def read(key: str) -> Progress | None:
    """The progress that is known; None for a file that nobody began."""
    kept = cache.get(key)
    return Progress(**kept) if kept else None


def keep(key: str, progress: Progress) -> Progress:
    cache.set(key, asdict(progress) | {"state": str(progress.state)}, KEPT)
    return progress


def watched(key: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows; how many have passed is noted on the way."""
    progress = replace(read(key) or Progress(0), state=State.LEAVING, done=0)
    keep(key, progress)
    number = 0
    try:
        for number, row in enumerate(rows, start=1):
            yield row
            if number % EVERY == 0:
                keep(key, replace(progress, done=number))
    except BaseException:  # also the end of a generator that nobody reads any further
        keep(key, replace(progress, done=number, state=State.STOPPED))
        raise
    keep(key, replace(progress, done=number, total=max(number, progress.total), state=State.COMPLETE))
