"""The system's Chromium, and the accessibility rules that run inside it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = Axe()


def find_chromium() -> str:
    """The path of the browser. Without one the test is not run; where REQUIRE_CHROMIUM is set, it fails."""
    path = next(filter(None, map(shutil.which, NAMES)), "")
    if not path and os.environ.get("REQUIRE_CHROMIUM"):
        pytest.fail("No Chromium found, and REQUIRE_CHROMIUM is set.")
    if not path:
        pytest.skip("no Chromium found")
    return path


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A headless Chromium; root may only start it without its sandbox."""
    path = find_chromium()
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands: rule, severity, and where."""
    found = AXE.run(page).response["violations"]
    return [f"{one['id']} ({one['impact']}): {node['target']}" for one in found for node in one["nodes"]]
