"""Keeps the portal up: starts again what ends by itself, and passes warnings on to the terminal."""

import time
from dataclasses import dataclass, field

from partnercenter.embedded.children import Child
from partnercenter.embedded.logs import LogReader
from partnercenter.embedded.progress import say
from partnercenter.embedded.servers import Servers

INTERVAL = 0.5  # seconds between two looks
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before a restart; doubled each time
STEADY_AFTER = 60.0  # seconds of life after which a program counts as well again


@dataclass
class Watched:
    """One program that is to run all the time."""

    child: Child
    log: LogReader
    started: float = field(default_factory=time.monotonic)
    pause: float = FIRST_PAUSE
    due: float | None = None

    @property
    def name(self) -> str:
        return self.child.program.name

    def look(self, servers: Servers, now: float) -> None:
        """Show new warnings; note that the program has ended; start it again when its pause is over."""
        for line in self.log.new_warnings():
            say(f"{self.name:>9} | {line}")
        if self.due is None and self.child.has_ended():
            self._note_end(now)
        elif self.due is not None and now >= self.due:
            self._start_again(servers, now)

    def _note_end(self, now: float) -> None:
        if now - self.started > STEADY_AFTER:
            self.pause = FIRST_PAUSE
        self.due = now + self.pause
        code, log = self.child.popen.returncode, self.child.program.log
        say(f"{self.name:>9} | ended unexpectedly ({code}), starts again in {self.pause:.0f} s; log: {log}")
        self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def _start_again(self, servers: Servers, now: float) -> None:
        self.child.stop()  # what it had started goes with it
        servers.children.remove(self.child)
        self.child = servers.start(self.child.program)
        self.started, self.due = now, None


def keep_running(servers: Servers, children: list[Child]) -> None:
    """Watch `children` until a signal raises `Stopped`."""
    watched = [Watched(child, LogReader(child.program.log)) for child in children]
    while True:
        for entry in watched:
            entry.look(servers, time.monotonic())
        time.sleep(INTERVAL)
