"""The figures of the walk, at the end of the run."""

from typing import Any

from tests.policy.figures import FIGURES


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if lines := FIGURES.lines():
        terminalreporter.section("the walk")
        for line in lines:
            terminalreporter.write_line(line)
