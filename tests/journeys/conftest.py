"""The running portal and the browser, once for all journeys of a test process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journeys.browser import find_chromium, running_browser
from tests.journeys.person import Person
from tests.journeys.running import Portal, running_portal

HERE, PICTURES = Path(__file__).parent, Path("test-results")
LAST = "test_traces"
Persons = Callable[..., Person]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys stand together, because one portal serves them all (`tests/dealing.py` keeps them on one test process);
    what looks back on the others comes last, however they were shuffled."""
    ours = sorted((item for item in items if is_ours(item)), key=lambda item: item.path.stem == LAST)
    for item in ours:
        item.add_marker(pytest.mark.journey)
    items[:] = ours + [item for item in items if not is_ours(item)]


def is_ours(item: pytest.Item) -> bool:
    return item.nodeid.startswith("tests/journeys/")


@pytest.fixture(scope="package")
def portal() -> Iterator[Portal]:
    """The portal with its demo data. It outlives a test: every journey uses people of its own."""
    find_chromium()
    with running_portal() as running:
        yield running


@pytest.fixture(scope="package")
def chromium(portal: Portal) -> Iterator[Browser]:
    """Package-wide and no longer: while Playwright runs, Django takes the thread for an asynchronous one."""
    with running_browser() as browser:
        yield browser


@pytest.fixture
def person(portal: Portal, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Persons]:
    """`person("ja")`: somebody with a fresh browser in that language. Their last pages are kept if the test fails."""
    contexts: list[BrowserContext] = []

    def make(language: str, **options: object) -> Person:
        locale = {"en": "en-GB", "ja": "ja-JP"}[language]
        context = chromium.new_context(locale=locale, reduced_motion="reduce", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Person(portal=portal, page=context.new_page(), language=language)

    failed_before = request.session.testsfailed
    yield make
    if request.session.testsfailed > failed_before:
        keep_pictures(contexts, name=request.node.name)
        print(portal.log_ends())  # noqa: T201 - pytest shows it with the failure
    for context in contexts:
        context.close()


def keep_pictures(contexts: list[BrowserContext], *, name: str) -> None:
    """What each browser showed last."""
    PICTURES.mkdir(exist_ok=True)
    for place, context in enumerate(contexts):
        for page in context.pages:
            page.screenshot(path=PICTURES / f"{name}.{place}.png", full_page=True)
