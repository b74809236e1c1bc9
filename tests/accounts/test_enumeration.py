"""Nobody learns by signing in, by asking for a code or by resetting a password whether an address is registered."""

import re
from collections.abc import Callable

import pytest

from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "a.sato@minato.example", "n.body@minato.example"
FLOWS = [
    ("/accounts/login/", lambda address: {"login": address, "password": "wrong"}),
    ("/accounts/login/code/", lambda address: {"email": address}),
    ("/accounts/password/reset/", lambda address: {"email": address}),
]


@pytest.mark.parametrize(("address", "fields"), FLOWS, ids=["password", "code", "reset"])
def test_a_known_and_an_unknown_address_get_the_same_page(db, address: str, fields: Callable[[str], dict[str, str]]):
    factories.UserFactory(email=KNOWN)
    assert shown(address, fields(KNOWN), KNOWN) == shown(address, fields(UNKNOWN), UNKNOWN)


def shown(address: str, fields: dict[str, str], who: str) -> tuple[int, str, str]:
    """The answer, its way on, and the page in the end, without tokens and without the address that was typed."""
    client = PersonaClient()
    answer = client.post(address, fields)
    page = client.get(answer["Location"]) if answer.status_code == 302 else answer
    bare = re.sub(r'(nonce-|nonce="|csrfmiddlewaretoken" value=")[\w+/=-]+', r"\1", page.content.decode())
    bare = re.sub(r"\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b", "(id)", bare)
    return answer.status_code, answer.get("Location", ""), bare.replace(who, "(address)")
