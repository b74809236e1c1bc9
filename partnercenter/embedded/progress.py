"""What is said on the terminal. One that was closed is no reason to stop in the middle."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str, *, end: str = "\n") -> None:
    """Print; once nobody reads any more, into the void."""
    try:
        print(text, end=end, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def announced(what: str, done: str = "ready") -> Iterator[None]:
    """Print `what … ready (1.2 s)`; on a failure the line is ended and the exception goes on."""
    say(f"{what} … ", end="")
    began = time.monotonic()
    try:
        yield
    except BaseException:
        say("not finished")
        raise
    say(f"{done} ({time.monotonic() - began:.1f} s)")


@contextmanager
def silent(what: str) -> Iterator[None]:
    """Say nothing (for `exec`, whose output belongs to the command)."""
    yield
