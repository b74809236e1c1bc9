"""To whom a fault is reported (RFC 9116)."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import PUBLIC_HOST, PersonaClient

pytestmark = pytest.mark.django_db
PATH = "/.well-known/security.txt"


@pytest.mark.parametrize("host", ["localhost:8000", PUBLIC_HOST])
def test_every_host_names_the_contact_and_until_when(host, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.com"
    answer = PersonaClient(host).get(PATH)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert lines["Contact"] == "mailto:security@example.com"
    assert lines["Canonical"] == f"{settings.BASE_URL}{PATH}"
    expires = datetime.fromisoformat(lines["Expires"].replace("Z", "+00:00"))
    assert timedelta(days=100) < expires - datetime.now(UTC) < timedelta(days=365)


def test_without_a_contact_there_is_no_page(settings):
    settings.SECURITY_CONTACT = ""
    assert PersonaClient().get(PATH).status_code == 404
