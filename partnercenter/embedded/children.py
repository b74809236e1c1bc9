"""The processes we start: each in a session of its own, so that stopping one stops no others."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from partnercenter.embedded.server_user import ServerUser

SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux
CLOCK_MOVES = 5.0  # seconds; no system gives a number out again that soon
PATIENCE = 15.0  # seconds between the polite signal and SIGKILL


@dataclass(frozen=True)
class Program:
    """What to start, as whom, where, and the signal on which it ends in good order."""

    name: str
    command: Sequence[str | Path]
    log: Path
    environment: Mapping[str, str]
    folder: Path
    user: ServerUser | None = None
    stop_signal: signal.Signals = signal.SIGTERM


@dataclass
class Child:
    """A started program; `born` tells its process from a later one with the same number."""

    program: Program
    popen: subprocess.Popen[bytes]
    born: float

    @property
    def pid(self) -> int:
        return self.popen.pid

    def has_ended(self) -> bool:
        return self.popen.poll() is not None

    def ask_to_stop(self) -> None:
        if not self.has_ended():
            signal_group(self.pid, self.program.stop_signal)

    def stop(self, patience: float = PATIENCE) -> None:
        """End the program with its whole session: politely, after `patience` seconds for good."""
        self.ask_to_stop()
        try:
            self.popen.wait(patience)
        except subprocess.TimeoutExpired:
            signal_group(self.pid, signal.SIGKILL)
            self.popen.wait()
        finish_session(self.pid)


Starter = Callable[[Program], Child]


def start(program: Program) -> Child:
    """Start `program` with its output appended to its log."""
    options = program.user.spawn_options if program.user else {}
    with program.log.open("ab") as log:
        popen = subprocess.Popen(  # type: ignore[call-overload]
            [str(word) for word in program.command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=program.folder,
            env=dict(program.environment),
            start_new_session=True,
            preexec_fn=end_with_parent(program.stop_signal),
            **options,
        )
    return Child(program=program, popen=popen, born=born(popen.pid))


def hear_signals() -> None:
    """In the child: what we ignore (while stopping, or started in the background of a shell) it must not ignore."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def end_with_parent(stop_signal: signal.Signals) -> Callable[[], None]:
    """What a child does before it begins. On Linux the kernel sends `stop_signal` when we die, even by SIGKILL
    (elsewhere: the guard)."""
    if sys.platform != "linux":
        return hear_signals
    kernel, parent = ctypes.CDLL(None), os.getpid()

    def tie() -> None:
        hear_signals()
        kernel.prctl(SET_PARENT_DEATH_SIGNAL, int(stop_signal))
        if os.getppid() != parent:  # it died between fork and here
            os._exit(1)

    return tie


def born(pid: int) -> float:
    """When the process began (seconds since the epoch), 0 if there is none or it only waits to be reaped."""
    try:
        process = psutil.Process(pid)
        return 0.0 if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except psutil.Error:
        return 0.0


def still_lives(pid: int, began: float) -> bool:
    """Whether the process `pid` is the one that began at `began`; a clock that was set meanwhile moves births a bit."""
    now = born(pid)
    return now > 0 and abs(now - began) < CLOCK_MOVES


def signal_group(group: int, number: signal.Signals) -> None:
    """Signal a process group that we made; one that is gone is no error."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def finish_session(session: int, patience: float = 3.0) -> None:
    """Wait until nothing of the session is left; what lingers after `patience` seconds is killed."""
    deadline = time.monotonic() + patience
    while members := session_members(session):
        if time.monotonic() > deadline:
            for member in members:
                with contextlib.suppress(psutil.Error):
                    member.kill()
        time.sleep(0.05)


def session_members(session: int) -> list[psutil.Process]:
    """The living processes of a session that we made."""
    return [process for process in psutil.process_iter() if _session_of(process) == session]


def _session_of(process: psutil.Process) -> int:
    try:
        return 0 if process.status() == psutil.STATUS_ZOMBIE else os.getsid(process.pid)
    except (psutil.Error, OSError):
        return 0
