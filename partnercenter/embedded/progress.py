"""Lines that say how far the start has come, each with its time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def announced(what: str) -> Iterator[None]:
    """Print `what … ready (1.2 s)`; on a failure the line is ended and the exception goes on."""
    print(f"{what} … ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"ready ({time.monotonic() - began:.1f} s)", flush=True)


@contextmanager
def silent(what: str) -> Iterator[None]:
    """Say nothing (for `exec`, whose output belongs to the command)."""
    yield
