"""The children's logs: kept short, and their warnings shown on the terminal."""

import re
from dataclasses import dataclass, field
from pathlib import Path

LARGEST = 5 * 1024 * 1024  # bytes; a longer log is put aside at the next start
LINES_AT_ONCE = 12
NOTEWORTHY = re.compile(rb"\b(WARNING|ERROR|CRITICAL|FATAL|PANIC)\b|^Traceback ")


def put_long_logs_aside(folder: Path) -> None:
    """Rename logs over the limit to `.old`, which replaces the `.old` before."""
    for log in folder.glob("*.log"):
        if log.stat().st_size > LARGEST:
            log.replace(log.with_suffix(".old"))


@dataclass
class LogReader:
    """Reads what is new in one log since the last look."""

    path: Path
    position: int = field(init=False)

    def __post_init__(self) -> None:
        self.position = self.path.stat().st_size if self.path.exists() else 0

    def new_warnings(self) -> list[str]:
        """The noteworthy ones among the new whole lines; of many, the first few and how many more."""
        lines = [line for line in self._new_lines() if NOTEWORTHY.search(line)]
        shown = [line.decode(errors="replace").rstrip() for line in lines[:LINES_AT_ONCE]]
        more = len(lines) - len(shown)
        return [*shown, f"… and {more} more lines in {self.path}"] if more else shown

    def _new_lines(self) -> list[bytes]:
        if not self.path.exists():
            return []
        with self.path.open("rb") as file:
            file.seek(self.position)
            whole, _, _ = file.read().rpartition(b"\n")
        self.position += len(whole) + 1 if whole else 0
        return whole.splitlines()
