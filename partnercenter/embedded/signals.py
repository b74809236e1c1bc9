"""Ctrl-C, SIGTERM and a closed terminal, as one exception in the main thread."""

import signal
from types import FrameType

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """A signal asks us to end. Not an `Exception`, so that nothing but the outermost level takes it."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__(number.name)
        self.number = number

    @property
    def exit_code(self) -> int:
        return 128 + int(self.number)


def stop_on_signals() -> None:
    """From now on the signals raise `Stopped`."""
    for number in NUMBERS:
        signal.signal(number, _raise)


def ignore_signals() -> None:
    """For the time of stopping: a second Ctrl-C must not leave half of the servers behind."""
    for number in NUMBERS:
        signal.signal(number, signal.SIG_IGN)


def _raise(number: int, frame: FrameType | None) -> None:
    raise Stopped(signal.Signals(number))
