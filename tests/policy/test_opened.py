"""Opened links, and what belongs to one person: the answers of the table to everybody."""

import pytest

from tests.policy import table_opened
from tests.policy.calling import Register
from tests.policy.opened import Links, wrong_links, wrong_things
from tests.policy.scenes import ACCEPTANCE, MAIN
from tests.policy.things_opened import MAKES, opened_partnerships, opened_requests

pytestmark = pytest.mark.django_db


def test_an_opened_request_shows_everybody_what_is_his() -> None:
    links = Links(opened_requests(), Register(), ACCEPTANCE)
    assert "\n".join(wrong_links(links, table_opened.read(table_opened.REQUESTS))) == ""


def test_an_opened_partnership_shows_everybody_what_is_his() -> None:
    links = Links(opened_partnerships(), Register(), MAIN)
    assert "\n".join(wrong_links(links, table_opened.read(table_opened.PARTNERSHIPS))) == ""


def test_what_belongs_to_one_person_is_hidden_from_others() -> None:
    made = {route: make() for route, make in MAKES.items()}
    assert "\n".join(wrong_things(made, Register(), table_opened.read(table_opened.THINGS))) == ""
