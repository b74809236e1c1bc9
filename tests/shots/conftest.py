"""The journeys' portal and browser, for pictures of every page; outside `make test`."""

from pathlib import Path

import pytest

from tests.journeys.conftest import chromium, person, portal

__all__ = ["chromium", "person", "portal"]

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.long)
