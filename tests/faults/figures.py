"""What the fault tests measure, for the lines at the end of `make faults`."""

import os

LINES: list[str] = []


def note(what: str, seconds: float) -> None:
    """A line about the test that runs now."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition("::")[2].removesuffix(" (call)")
    LINES.append(f"{seconds:7.2f} s  {what.splitlines()[0].strip()}  ({test})")
