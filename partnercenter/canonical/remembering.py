"""Reading the same thing once within a block, for acts on thousands of rows that all ask for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
Answer = TypeVar("Answer")
_kept: ContextVar[dict[Any, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """What `once` reads inside is read a single time for the same arguments. Forgotten when the block ends."""
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def once(read: Callable[P, Answer], *args: P.args, **kwargs: P.kwargs) -> Answer:
    """What `read` answers; within `reading_once` it is asked only the first time. Arguments have to be hashable."""
    kept = _kept.get()
    if kept is None:
        return read(*args, **kwargs)
    key = (read, args, tuple(sorted(kwargs.items())))
    if key not in kept:
        kept[key] = read(*args, **kwargs)
    return kept[key]
