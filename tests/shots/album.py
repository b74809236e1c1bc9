"""Pictures of a page in every shape it is looked at, each shown to axe-core."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.journeys.browser import violations
from tests.journeys.person import Person
from tests.journeys.running import Portal

CHECKOUT = Path(__file__).parent.parent.parent
SHOTS, DOCS = CHECKOUT / "test-results" / "shots", CHECKOUT / "docs" / "screenshots"
WIDTHS, THEMES = (360, 1280), ("light", "dark")
HEIGHTS = {360: 780, 1280: 860}
LARGEST = 120 * 1024  # bytes of a picture in the docs
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Those that README and docs show, in the light and wide.
CHOSEN = {
    *("partner-home", "customers", "new-request", "review", "request"),
    *("opened", "decide", "decide-china", "customer-home"),
}


@dataclass
class Album:
    """What one person sees; `faults` is what is wrong with it, page by page."""

    person: Person
    faults: list[str] = field(default_factory=list)

    def visit(self, name: str, address: str) -> None:
        """Open an address and take its pictures."""
        self.person.opens(address)
        self.take(name)

    def take(self, name: str) -> None:
        """Pictures of the page that is open, wide and narrow, light and dark."""
        page, language = self.person.page, self.person.language
        for width, theme in product(WIDTHS, THEMES):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            key = f"{name}.{language}.{width}.{theme}"
            page.screenshot(path=SHOTS / f"{key}.png", full_page=True)
            self.faults += [f"{key}: {one}" for one in faults_of(page)]
            if name in CHOSEN and (width, theme) == (1280, "light"):
                keep_for_docs(page, DOCS / f"{name}.{language}.webp")
        if page.locator("html").get_attribute("lang") != language:
            self.faults.append(f"{name}.{language}: is in another language")


def faults_of(page: Page) -> Iterator[str]:
    """Barriers, and text that runs out of a narrow page."""
    yield from violations(page)
    if page.evaluate(WIDER):
        yield "is wider than the window"


def keep_for_docs(page: Page, path: Path) -> None:
    """The first screen, in a file that a README can carry (Playwright itself writes no WebP)."""
    DOCS.mkdir(parents=True, exist_ok=True)
    picture = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 85})
    content = base64.b64decode(picture["data"])
    assert len(content) <= LARGEST, f"{path.name} has {len(content)} bytes"
    path.write_bytes(content)


def only(portal: Portal, question: str, *values: Any) -> str:
    """The one value that the database answers."""
    with portal.connect() as connection:
        found = connection.execute(question, values).fetchone()
    assert found, question
    return str(found[0])
