"""Two-step sign-in with an authenticator app, and the recovery codes that come with it."""

import re
from base64 import b64decode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from tests import factories
from tests.conftest import PersonaClient, sign_in

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def person(db) -> User:
    return factories.UserFactory(email="a.sato@minato.example")


@pytest.fixture
def secret(person, django_capture_on_commit_callbacks) -> str:
    """The key of the app that the person has set up."""
    browser = sign_in(person)
    browser.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    page = browser.get("/accounts/2fa/totp/activate/").content.decode()
    key = re.search(r"<code>(\w+)</code>", page).group(1)
    assert browser.post("/accounts/2fa/totp/activate/", {"code": "000000"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post("/accounts/2fa/totp/activate/", {"code": code_of(key)}).status_code == 302
    return key


def test_setting_it_up_is_noted_and_mailed(person, secret, mailed):
    assert "user.second_factor_added" in AuditEvent.objects.values_list("action", flat=True)
    assert mailed("totp_activated").recipient == person.email


def test_the_picture_has_a_white_ground_for_the_dark_theme(person):
    browser = sign_in(person)
    browser.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    page = browser.get("/accounts/2fa/totp/activate/").content.decode()
    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page).group(1)
    assert b'fill="white"' in b64decode(picture)


def test_the_password_alone_no_longer_signs_in(person, secret, client, settings):
    answer = client.post("/accounts/login/", {"login": person.email, "password": factories.PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.post(answer["Location"], {"code": "000000"}).status_code == 422
    assert "_auth_user_id" not in client.session
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    assert client.post(answer["Location"], {"code": recovery})["Location"] == reverse("home")
    assert "_auth_user_id" in client.session


def test_a_code_is_not_taken_twice(person, secret, client):
    # Setting up used the present code; until the next half minute it is worth nothing.
    client.post("/accounts/login/", {"login": person.email, "password": factories.PASSWORD})
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    client.post("/accounts/2fa/authenticate/", {"code": recovery})
    other = PersonaClient()
    other.post("/accounts/login/", {"login": person.email, "password": factories.PASSWORD})
    assert other.post("/accounts/2fa/authenticate/", {"code": recovery}).status_code == 422


def test_recovery_codes_are_shown_after_a_fresh_confirmation(person, secret):
    browser = sign_in(person)
    assert browser.get("/accounts/2fa/recovery-codes/")["Location"].startswith("/accounts/reauthenticate/")
    browser.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    page = browser.get("/accounts/2fa/recovery-codes/").content.decode()
    assert len(re.findall(r"<code>\d+</code>", page)) == 10
    download = browser.get("/accounts/2fa/recovery-codes/download/")
    assert download["Content-Type"].startswith("text/plain")


def test_removing_it_is_asked_first(person, secret):
    browser = sign_in(person)
    browser.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    assert "Remove the authenticator app?" in browser.get("/accounts/2fa/totp/deactivate/").content.decode()
    assert Authenticator.objects.filter(type="totp").exists()
    browser.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()


def test_the_secret_lies_sealed_in_its_table(secret, person):
    stored = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)
    assert stored.wrap().validate_code(code_of(secret))
