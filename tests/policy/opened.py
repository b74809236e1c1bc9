"""The walk of opened links and of what belongs to one person: the calls whose answer is not the table's."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from tests.conftest import MAIN_HOST
from tests.policy.calling import Answer, Register
from tests.policy.scenes import ACCEPTANCE, MAIN
from tests.policy.things_opened import Clients, Thing

Cell = tuple[str, str, str]  # route, who, answer
WRITES = {("invitation", "addressee"), ("decline", "addressee"), ("decline_partnership", "addressee")}
HAVE_FORMS = ("domain_claim",)
ALL_WRITE = ("report_request", "ask_new_link", "ask_new_partnership_link")


@dataclass
class Links:
    """Browsers with opened links on one host."""

    clients: Clients
    register: Register
    urls: str


def said(answer: Answer) -> str:
    return "login" if answer.leads_to_sign_in else str(answer.status)


def wrong_links(links: Links, cells: Iterable[Cell]) -> Iterator[str]:
    for route, who, answer in cells:
        read, _, written = answer.partition("/")
        for method, wants in (("GET", read), ("POST", written or read)):
            path = reverse(route, urlconf=links.urls)
            found = links.register.call(links.clients[who], method, path, {"reason": ""})
            may_write = method == "POST" and ((route, who) in WRITES or route in ALL_WRITE)
            if said(found) != wants or (found.has_written and not may_write):
                yield f"{method} {route} by {who}: wants {wants}, got {said(found)}"


def wrong_things(made: Mapping[str, Thing], register: Register, cells: Iterable[Cell]) -> Iterator[str]:
    for route, who, wants in cells:
        public_id, clients = made[route]
        client = clients["owner" if who == "unknown" else who]
        urls = MAIN if client.host == MAIN_HOST else ACCEPTANCE
        ids = [uuid.uuid4() if who == "unknown" else public_id]
        found = register.call(client, "GET", reverse(route, args=ids, urlconf=urls))
        if said(found) != wants or found.has_written:
            yield f"{route} by {who}: wants {wants}, got {said(found)}"
        if who == "owner" and route not in HAVE_FORMS:
            pressed = register.call(client, "POST", reverse(route, args=ids, urlconf=urls))
            if pressed.status != 405:
                yield f"POST {route} by {who}: wants no method, got {said(pressed)}"
