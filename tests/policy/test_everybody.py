"""The tables know every route, and pages of nobody's organisation open as their table says."""

import pytest

from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in
from tests.factories import UserFactory
from tests.inputs.routes import readable
from tests.policy import table_everybody
from tests.policy.calling import Register
from tests.policy.entries import entries, patterns, routes
from tests.policy.parties import UNKNOWN
from tests.policy.scenes import ACCEPTANCE, MAIN

HOSTS = {MAIN: "localhost:8000", ACCEPTANCE: PUBLIC_HOST}


def test_every_route_has_an_entry() -> None:
    """A new route: a line in `table_partner`, `table_customer` or `table_everybody`, from decisions §9."""
    assert sorted(routes() - entries()) == []


def test_every_entry_has_a_route() -> None:
    assert sorted(entries() - routes()) == []


@pytest.mark.parametrize("urls", HOSTS)
@pytest.mark.django_db
def test_pages_of_no_organisation_open_to_whom_the_table_says(urls: str) -> None:
    visitor, person = PersonaClient(HOSTS[urls]), sign_in(UserFactory(), host=HOSTS[urls])
    register, wrong, table = Register(), [], table_everybody.TABLE[urls]
    for route, entry in (each for each in patterns(urls) if each[1].name in table):
        path = readable(route.replace("<int:pk>", "1")).format(id=UNKNOWN)
        for method in ("GET", "POST"):
            answers = [register.call(client, method, path) for client in (visitor, person)]
            is_closed = table[str(entry.name)] == table_everybody.MEMBERS
            if [each.leads_to_sign_in for each in answers] != [is_closed, False]:
                wrong.append(f"{method} {path}: {[each.status for each in answers]}")
            if any(each.has_written or each.status >= 500 for each in answers):
                wrong.append(f"{method} {path} has written or failed: {[each.status for each in answers]}")
    assert "\n".join(wrong) == ""
