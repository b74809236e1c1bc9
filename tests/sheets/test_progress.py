"""How far a long file has left: noted on the way, and what became of it at the end."""

import uuid

import pytest
from django.core.cache import cache

from partnercenter.sheets import progress
from partnercenter.sheets.progress import Progress, State, keep, key_of, read, watched


@pytest.fixture
def key() -> str:
    key = key_of(uuid.uuid4(), uuid.uuid4())
    keep(key, Progress(5))
    return key


def test_rows_pass_and_are_counted(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY", 2)
    seen = []

    for row in watched(key, range(5)):
        now = read(key)
        assert now
        seen.append((row, now.done, now.state))

    assert seen == [(row, done, "leaving") for row, done in enumerate([0, 0, 2, 2, 4])]
    assert read(key) == Progress(5, 5, State.COMPLETE)


def test_a_file_that_nobody_reads_any_further_was_stopped(key: str) -> None:
    rows = watched(key, range(5))
    next(rows)
    rows.close()

    assert read(key) == Progress(5, 1, State.STOPPED)


def test_a_file_that_fails_was_stopped_and_still_fails(key: str) -> None:
    with pytest.raises(ZeroDivisionError):
        list(watched(key, (1 // (2 - number) for number in range(5))))

    assert read(key) == Progress(5, 2, State.STOPPED)


def test_one_persons_file_is_not_anothers_and_nothing_needs_the_note(key: str) -> None:
    other = key_of(uuid.uuid4(), uuid.UUID(key.rpartition(":")[2]))
    assert read(other) is None

    cache.clear()
    assert list(watched(key, range(3))) == [0, 1, 2]
    assert read(key) == Progress(3, 3, State.COMPLETE)
