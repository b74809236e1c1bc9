"""Every account page on every host: in our frame, in both languages, without inline script, refusing forged POSTs."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from partnercenter.accounts import urls
from tests import factories
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient, sign_in

pytestmark = pytest.mark.django_db
OPEN = ["login/", "login/code/", "signup/", "password/reset/", "inactive/"]
SIGNED_IN = [
    "profile/",
    "email/",
    "password/change/",
    "2fa/",
    "2fa/passkeys/",
    "sessions/",
    "reauthenticate/",
    "logout/",
]
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("host", [MAIN_HOST, PUBLIC_HOST])
@pytest.mark.parametrize("path", OPEN)
def test_a_visitor_sees_the_page_in_our_frame(host, path):
    answer = PersonaClient(host).get(f"/accounts/{path}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<h1") == page.count('id="main"') == 1
    assert not INLINE.search(page)
    assert ("cloudband" in page) == (host == PUBLIC_HOST)


@pytest.mark.parametrize("host", [MAIN_HOST, PUBLIC_HOST])
@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_person_sees_the_page_in_our_frame(host, path):
    answer = sign_in(factories.UserFactory(), host=host).get(f"/accounts/{path}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not INLINE.search(page)
    assert answer["Cache-Control"].find("no-store") >= 0


@pytest.mark.parametrize("path", [*SIGNED_IN[:-1], "2fa/totp/activate/", "2fa/recovery-codes/"])
def test_a_visitor_is_sent_to_sign_in_first(client, path):
    assert client.get(f"/accounts/{path}")["Location"].startswith("/accounts/login/?next=/accounts/")


@pytest.mark.parametrize("path", OPEN)
def test_no_page_says_log_in(client, path):
    page = client.get(f"/accounts/{path}").content.decode()
    words = re.sub(r"<[^>]+>", " ", page).lower()
    assert not re.search(r"\blog ?(in|out)\b|\bsign up\b|\bemail\b", words)


def sample_id(place: re.Match[str]) -> str:
    """An id of nothing, in the form that the place takes."""
    return {"int:": "1", "uuid:": "00000000-0000-4000-8000-000000000000"}.get(place[1] or "", "x")


def test_every_route_of_accounts_answers_without_an_error(client):
    person = sign_in(factories.UserFactory())
    for entry in urls.urlpatterns:
        path = "/accounts/" + re.sub(r"<(\w+:)?\w+>", sample_id, str(entry.pattern))
        for browser in (client, person):
            assert browser.get(path).status_code < 500, path
            assert browser.post(path).status_code < 500, path


def test_allauths_own_pages_are_mounted_by_name():
    names = {key for key in get_resolver("partnercenter.accounts.urls").reverse_dict if isinstance(key, str)}
    assert names >= {"account_login", "account_signup", "account_logout", "account_reauthenticate", "account_email"}


@pytest.mark.parametrize("path", ["login/", "signup/", "login/code/", "password/reset/", "confirm-email/", "logout/"])
@pytest.mark.parametrize(
    "headers", [{}, {"origin": "https://evil.example"}, {"origin": "null"}, {"referer": "https://evil.example/"}]
)
def test_a_forged_post_is_refused_in_our_look(path, headers):
    client = Client(enforce_csrf_checks=True, HTTP_HOST=MAIN_HOST)
    answer = client.post(f"/accounts/{path}", {"email": "a@b.example"}, headers=headers)
    assert answer.status_code == 403
    assert "Partner Center" in answer.content.decode()


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "http://public.localhost:8000"])
def test_a_right_token_from_a_wrong_origin_is_refused(origin):
    client = Client(enforce_csrf_checks=True, HTTP_HOST=MAIN_HOST)
    page = client.get("/accounts/login/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    form = {"login": "a@b.example", "password": "x", "csrfmiddlewaretoken": token}
    assert client.post("/accounts/login/", form, headers={"origin": origin}).status_code == 403
    assert client.post("/accounts/login/", form, headers={"origin": "http://localhost:8000"}).status_code == 422


def test_an_ajax_header_does_not_turn_a_page_into_json(client):
    answer = client.get(
        "/accounts/login/", headers={"x-requested-with": "XMLHttpRequest", "accept": "application/json"}
    )
    assert answer["Content-Type"].startswith("text/html")
