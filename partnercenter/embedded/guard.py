"""Stops what a killed supervisor has left behind.

The supervisor writes a line for every child it starts; the pipe's end says that the supervisor is gone, in
good order or by SIGKILL. What is still on the list then is stopped: only processes whose number and birth are
those that were written down. It works on every system, where the kernel's own parent-death signal exists on
Linux only.
"""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

from partnercenter.embedded.children import PATIENCE, Child, finish_session, signal_group, still_lives
from partnercenter.embedded.places import CHECKOUT


class Guard:
    """The supervisor's end: `watch` a child from its start; `dismiss` when all have been stopped."""

    def __init__(self, *, lock: IO[str], remove: Path | None = None) -> None:
        """`lock` is held by the guard too; the folder `remove` is deleted once everything has stopped."""
        self._popen = subprocess.Popen(
            [sys.executable, "-m", "partnercenter.embedded.guard"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=CHECKOUT,
            pass_fds=[lock.fileno()],
            start_new_session=True,
        )
        if remove:
            self._write({"remove": str(remove)})

    def watch(self, child: Child) -> None:
        self._write({"pid": child.pid, "began": child.born, "number": int(child.program.stop_signal)})

    def dismiss(self) -> None:
        """Close the pipe and wait for the guard: it finds nothing left to stop and ends."""
        if self._popen.stdin:
            self._popen.stdin.close()
        self._popen.wait()

    def _write(self, line: dict[str, object]) -> None:
        if self._popen.stdin:
            self._popen.stdin.write(json.dumps(line).encode() + b"\n")
            self._popen.stdin.flush()


def main() -> None:
    """The guard's end: read until the pipe closes, then stop what is left, the latest first."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    notes = [json.loads(line) for line in sys.stdin]
    for note in reversed(notes):
        if "pid" in note:
            _stop(**note)
    for note in notes:
        if "remove" in note:
            shutil.rmtree(note["remove"], ignore_errors=True)


def _stop(*, pid: int, began: float, number: int) -> None:
    """Stop the process with what it started, if it still is the one that was written down."""
    if still_lives(pid, began):
        signal_group(pid, signal.Signals(number))
        finish_session(pid, PATIENCE)


if __name__ == "__main__":
    main()
