"""Requests that nobody thought of: routes, methods, ids, queries, bodies and headers at random, always the same ones.

500 with every run of the tests, 10,000 with `make walk`: no 5xx, no row written, and every 4xx is a page of ours in the
reader's language.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in
from tests.factories import UserFactory
from tests.inputs.cases import JUNK_IDS, JUNK_QUERIES, KINDS, NUL_QUERIES
from tests.inputs.doors import House
from tests.inputs.routes import routes
from tests.policy.calling import Register
from tests.policy.figures import FIGURES

SEED = 20261121
METHODS = ("GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "JUNK")
FIELDS = (
    *("email", "name", "domain", "recipient_email", "subject", "body", "reason", "roles", "days", "offer", "seats"),
    *("answer", "shown", "agrees", "text", "next", "then", "people", "contact", "login", "password", "code", "action"),
)
WORDS = [text for kind in KINDS.values() for text in kind.values()]
LANGUAGES = ("en", "ja")
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
TYPES = (FORM, FORM, FORM, FORM, "application/json", MULTIPART, "text/plain", "")
PLAIN = ("/components/", "/mailbox/", "/admin/", "/static/", "/.well-known/")  # of nobody's pages, or English
# Of whoever carries an opened link: buttons that need no answer, so that any press of them is a good one.
BARE_BUTTONS = ("/invitation/", "/invitation/report/", "/invitation/decline/", "/invitation/new-link/")


@dataclass(frozen=True)
class Sent:
    """One request."""

    client: PersonaClient
    method: str
    path: str
    body: bytes
    headers: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.path[:150]} {self.body[:150]!r} {dict(self.headers)}"


def generated(dice: random.Random, clients: list[PersonaClient]) -> Sent:
    """Whatever falls."""
    client = dice.choice(clients)
    urls = "partnercenter.urls_acceptance" if client.host == PUBLIC_HOST else "partnercenter.urls"
    path = dice.choice(routes_of(urls)).replace("{id}", id_of(dice))
    query = dice.choice((*JUNK_QUERIES, *NUL_QUERIES, "", "", "", "", words(dice)))
    headers = {"HTTP_ACCEPT_LANGUAGE": dice.choice(LANGUAGES), "CONTENT_TYPE": dice.choice(TYPES)}
    return Sent(client, dice.choice(METHODS), f"{path}?{query}" if query else path, words(dice).encode(), headers)


@cache
def routes_of(urls: str) -> list[str]:
    return routes(urls)


def id_of(dice: random.Random) -> str:
    odd = quote(dice.choice(WORDS)[:200], errors="surrogatepass")
    return dice.choice((*JUNK_IDS, str(dice.getrandbits(64)), odd))


def words(dice: random.Random) -> str:
    """Up to five fields with anything of the catalogue in them."""
    pairs = [(dice.choice(FIELDS), dice.choice(WORDS)) for _ in range(dice.randrange(6))]
    return urlencode(pairs, errors="surrogatepass")[:20_000]


def fault_of(sent: Sent, register: Register) -> str:
    """What is wrong with the answer; empty where it is a good one."""
    about = {"data": sent.body, "content_type": sent.headers["CONTENT_TYPE"]}
    answer = register.send(sent.client, sent.method, sent.path, HTTP_ACCEPT_LANGUAGE=language_of(sent), **about)
    may_write = sent.method == "POST" and sent.path.partition("?")[0] in BARE_BUTTONS
    if answer.status >= 500 or (answer.has_written and not may_write):
        return f"{answer.status}{' has written' if answer.has_written else ''}: {sent}"
    is_page = answer.status >= 400 and sent.method != "HEAD" and not sent.path.startswith(PLAIN)
    read_in = (sent.client.user and sent.client.user.locale) or language_of(sent)
    is_ours = "Partner Center" in answer.words and f'<html lang="{read_in}"' in answer.words
    return f"{answer.status} is no page of ours in {read_in}: {sent}" if is_page and not is_ours else ""


def language_of(sent: Sent) -> str:
    return sent.headers["HTTP_ACCEPT_LANGUAGE"]


@pytest.fixture
def clients(house: House) -> list[PersonaClient]:
    people = [house.at_partner(), house.at_customer(house.asked(sent=True)), sign_in(UserFactory(operator=True))]
    return [PersonaClient(), PersonaClient(PUBLIC_HOST), *people]


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.long)])
@pytest.mark.django_db
def test_no_request_at_random_fails_or_writes(clients: list[PersonaClient], count: int) -> None:
    dice, register = random.Random(SEED), Register()
    faults = list(filter(None, (fault_of(generated(dice, clients), register) for _ in range(count))))
    FIGURES.add(f"requests at random, {count:,}", sent=register.calls, faults=len(faults))
    if faults:
        pytest.fail("\n".join(faults[:50]), pytrace=False)


def test_the_same_requests_fall_each_time() -> None:
    visitor: list[Any] = [PersonaClient()]
    first, second = (str(generated(random.Random(SEED), visitor)) for _ in range(2))
    assert first == second
