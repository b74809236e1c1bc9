"""No token and no code in a log line, and no line that a stranger wrote."""

import io
import logging
from collections.abc import Iterator

import pytest

from partnercenter.pages.logs import ScrubFilter
from tests.conftest import PUBLIC_HOST, PersonaClient

TOKEN = "pub_" + "Ab1-_" * 8 + "AbA"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the console gets, through the filter of the settings."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(ScrubFilter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.mark.parametrize(
    ("message", "args", "written"),
    [
        (f"GET /i/{TOKEN}/ 200", (), "GET /i/***/ 200"),
        ("%s %s", ("GET", f"/p/{TOKEN}."), "GET /p/***"),
        (f"/accounts/set_password/MQ/c1x-{'f' * 32}/", (), "/accounts/set_password/MQ/***/"),
        ("/accounts/set_password/MQ/choose/", (), "/accounts/set_password/MQ/choose/"),
        (f"token={TOKEN} stranded", (), "token=*** stranded"),
        ("code 1234-5678.", (), "code ****-****."),
        ("2026-11-21 12:00 R-2026-000123", (), "2026-11-21 12:00 R-2026-000123"),
        ("a\nERROR forged\x1b[31m", (), "a ERROR forged [31m"),
        ("%d items", ("no number",), "%d items ('no number',)"),
    ],
)
def test_secrets_and_control_characters_do_not_reach_the_log(lines, message, args, written):
    logging.getLogger("some.room").warning(message, *args)
    assert lines.getvalue() == f"{written}\n"


def test_tracebacks_are_scrubbed_too(lines):
    try:
        raise ValueError(f"broken link /i/{TOKEN}/")
    except ValueError:
        logging.getLogger("some.room").exception("Page failed")
    assert TOKEN not in lines.getvalue()
    assert "broken link /i/***/" in lines.getvalue()


@pytest.mark.django_db
def test_opening_a_dead_link_leaves_no_token_in_the_log(lines):
    for path in (f"/i/{TOKEN}/", f"/i/{TOKEN}/x/", f"/i/{TOKEN}/?a=%00"):
        PersonaClient(PUBLIC_HOST).get(path)
    assert TOKEN not in lines.getvalue()
