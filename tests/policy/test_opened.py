"""Opened links, and what belongs to one person: the answers of the table to everybody."""

import uuid

import pytest
from django.urls import reverse

from tests.conftest import MAIN_HOST
from tests.policy import table_opened
from tests.policy.calling import Answer, Register
from tests.policy.scenes import ACCEPTANCE, MAIN
from tests.policy.things_opened import MAKES, opened_partnerships, opened_requests

pytestmark = pytest.mark.django_db
WRITES = {("invitation", "addressee"), ("decline", "addressee"), ("decline_partnership", "addressee")}
LINKS = {"requests": (opened_requests, table_opened.REQUESTS, ACCEPTANCE)}
LINKS["partnerships"] = (opened_partnerships, table_opened.PARTNERSHIPS, MAIN)


def wanted(answer: str) -> tuple[str, str]:
    """What GET and POST are to answer."""
    read, _, written = answer.partition("/")
    return read, written or read


def said(answer: Answer) -> str:
    return "login" if answer.leads_to_sign_in else str(answer.status)


@pytest.mark.parametrize("kind", LINKS)
def test_an_opened_link_shows_everybody_what_is_his(kind: str) -> None:
    makes, grid, urls = LINKS[kind]
    clients = makes()
    register, wrong = Register(), []
    for route, who, answer in table_opened.read(grid):
        for method, wants in zip(("GET", "POST"), wanted(answer), strict=True):
            found = register.call(clients[who], method, reverse(route, urlconf=urls), {"reason": ""})
            may_write = method == "POST" and ((route, who) in WRITES or route in ("report_request", "ask_new_link"))
            if said(found) != wants or (found.has_written and not may_write):
                wrong.append(f"{method} {route} by {who}: wants {wants}, got {said(found)} {found.has_written}")
    assert "\n".join(wrong) == ""


def test_what_belongs_to_one_person_is_hidden_from_others() -> None:
    made = {route: make() for route, make in MAKES.items()}
    register, wrong = Register(), []
    for route, who, wants in table_opened.read(table_opened.THINGS):
        public_id, clients = made[route]
        client = clients["owner" if who == "unknown" else who]
        urls = MAIN if client.host == MAIN_HOST else ACCEPTANCE
        ids = [uuid.uuid4() if who == "unknown" else public_id]
        found = register.call(client, "GET", reverse(route, args=ids, urlconf=urls))
        if said(found) != wants or found.has_written:
            wrong.append(f"{route} by {who}: wants {wants}, got {said(found)}")
    assert "\n".join(wrong) == ""
