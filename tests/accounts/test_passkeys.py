"""Passkeys without a browser: what is offered, and what is refused; the ceremonies stand in the journeys."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in

pytestmark = pytest.mark.django_db
FORGED = (
    *("", "{}", "[]", "null", "1", '"x"', "{", "\x00", '{"id": 1}', '{"response": []}'),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "!!"}}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "MQ"}}),
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "AA",
                "attestationObject": "AA",
                "authenticatorData": "AA",
                "signature": "A",
            },
        }
    ),
)


@pytest.fixture
def browser():
    browser = sign_in(factories.UserFactory())
    browser.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    return browser


@pytest.mark.parametrize("host", ["localhost:8000", PUBLIC_HOST])
def test_the_challenge_names_the_host_that_was_asked(host):
    options = PersonaClient(host).get("/accounts/login/passkey/options/").json()["publicKey"]
    assert options["rpId"] == host.partition(":")[0]
    assert options["userVerification"] == "required"


def test_a_forged_passkey_signs_nobody_in():
    visitor = PersonaClient()
    for credential in FORGED:
        cache.clear()
        visitor.get("/accounts/login/passkey/options/")
        answer = visitor.post("/accounts/login/passkey/", {"credential": credential})
        assert answer["Location"] == "/accounts/login/", credential
    assert "_auth_user_id" not in visitor.session


def test_a_forged_passkey_is_not_added(browser):
    for credential in FORGED:
        assert browser.get("/accounts/2fa/passkeys/add/").status_code == 200
        answer = browser.post("/accounts/2fa/passkeys/add/", {"name": "x", "credential": credential})
        assert answer.status_code == 422, credential
    assert not Authenticator.objects.exists()


def test_passkeys_of_others_are_not_found(browser):
    other = Authenticator.objects.create(user=factories.UserFactory(), type="webauthn", data={"name": "theirs"})
    for part in ("edit/", "remove/"):
        assert browser.get(f"/accounts/2fa/passkeys/{other.pk}/{part}").status_code == 404
        assert browser.post(f"/accounts/2fa/passkeys/{other.pk}/{part}", {"name": "mine"}).status_code == 404


def test_the_page_says_that_a_passkey_belongs_to_one_address(browser):
    assert "only on the address of the portal" in browser.get("/accounts/2fa/passkeys/").content.decode()
    assert "localhost:8000" in browser.get("/accounts/2fa/passkeys/add/").content.decode()


def test_the_key_of_an_app_lies_sealed_in_the_session_until_it_is_confirmed(browser):
    page = browser.get("/accounts/2fa/totp/activate/")
    key = page.context["form"].secret
    assert key in page.content.decode()
    assert key not in str(dict(browser.session))
