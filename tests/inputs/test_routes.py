"""Every route with odd methods, junk ids and junk queries, for everybody: no 5xx, and no row changed (64, 73-76).

With every run of the tests each route meets one of each list, in turn; with `make walk` all of them.
"""

from collections.abc import Iterable, Sequence
from itertools import cycle

import pytest

from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in
from tests.factories import UserFactory
from tests.inputs.cases import JUNK_IDS, JUNK_QUERIES, NUL_QUERIES
from tests.inputs.doors import House
from tests.inputs.routes import routes
from tests.inputs.rows import State, changed, state_of_rows

MAIN, ACCEPTANCE = "partnercenter.urls", "partnercenter.urls_acceptance"
REFUSED_METHODS = ("OPTIONS", "TRACE", "PROPFIND", "PUT", "PATCH", "DELETE", "JUNK")
SOMETHING = "00000000-0000-4000-8000-000000000000"
PERSONAS = ("visitor", "partner", "operator", "visitor of acceptance", "customer")
SAYS_SO = ("/admin/", "/accounts/set_password/")  # pages that answer 200 and say in words that there is no such thing
EXPENSIVE = "/admin/"  # the same five views for each model: one junk id is enough
PARTS = pytest.mark.parametrize("part", ["part", pytest.param("whole", marks=pytest.mark.long)])


@pytest.fixture(params=PERSONAS)
def walker(request: pytest.FixtureRequest, house: House) -> PersonaClient:
    """Somebody on the host where their pages are."""
    makes = {
        "visitor": PersonaClient,
        "partner": house.at_partner,
        "operator": lambda: sign_in(UserFactory(operator=True)),
        "visitor of acceptance": lambda: PersonaClient(PUBLIC_HOST),
        "customer": lambda: house.at_customer(house.asked(sent=True)),
    }
    client = makes[request.param]()
    client.raise_request_exception = False
    return client


@pytest.fixture
def before(walker: PersonaClient) -> State:
    return state_of_rows()


def routes_of(walker: PersonaClient) -> list[str]:
    return routes(ACCEPTANCE if walker.host == PUBLIC_HOST else MAIN)


def test_routes_are_found() -> None:
    assert "/partner/requests/{id}/email/" in routes(MAIN)
    assert "/i/{id}/" in routes(ACCEPTANCE)


def dealt(routes: Iterable[str], odd: Sequence[str], part: str) -> list[tuple[str, str]]:
    """Routes with what is tried on them: all of it, or one each in turn."""
    if part == "whole":
        return [(route, each) for route in routes for each in odd]
    return list(zip(routes, cycle(odd)))


@PARTS
def test_methods_that_no_page_answers_are_refused_everywhere(walker: PersonaClient, before: State, part: str) -> None:
    for route, method in dealt(routes_of(walker), REFUSED_METHODS, part):
        answer = walker.generic(method, route.format(id=SOMETHING))
        assert answer.status_code == 405, (method, route)
    assert changed(before) == []


@pytest.mark.parametrize("method", ["GET", pytest.param("HEAD", marks=pytest.mark.long)])
def test_reading_changes_no_row_on_any_route(walker: PersonaClient, before: State, method: str) -> None:
    failed = []
    for route in routes_of(walker):
        answer = walker.generic(method, route.format(id=SOMETHING))
        if answer.status_code >= 500:
            failed.append((route, answer.status_code))
    assert failed == []
    assert changed(before) == []


@PARTS
def test_junk_for_an_id_is_no_page_and_no_error(walker: PersonaClient, before: State, part: str) -> None:
    failed = []
    with_id = [route for route in routes_of(walker) if "{id}" in route]
    for route, junk in dealt(with_id, JUNK_IDS, part):
        if route.startswith(EXPENSIVE) and junk != "zz":
            continue
        for method in ("GET", "POST"):
            answer = walker.generic(method, route.format(id=junk))
            if answer.status_code >= 500 or (answer.status_code == 200 and not route.startswith(SAYS_SO)):
                failed.append((method, route, junk[:12], answer.status_code))
    assert failed == []
    assert changed(before) == []


@PARTS
def test_junk_in_the_query_is_clamped_or_refused(walker: PersonaClient, before: State, part: str) -> None:
    failed = []
    asked = [route for route in routes_of(walker) if not route.startswith(EXPENSIVE)]
    for route, query in dealt(asked, (*JUNK_QUERIES, *NUL_QUERIES), part):
        answer = walker.get(f"{route.format(id=SOMETHING)}?{query}")
        if answer.status_code >= 500 or (query in NUL_QUERIES and answer.status_code != 400):
            failed.append((route, query[:30], answer.status_code))
    assert failed == []
    assert changed(before) == []
