"""Signing in: by password or by a mailed code, with the canonical address, and back to where one was going."""

import time
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.urls import reverse

from partnercenter.accounts import opened
from partnercenter.accounts.models import User
from partnercenter.accounts.opened import OpenedPage, describes_opened_link
from partnercenter.links.carrier import cookie_name, set_carrier
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"
EVIL = [
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https://evil.example/",
    "\t//evil.example",
    "https://localhost:8000@evil.example",
    "javascript:alert(1)",
    "/accounts/profile/%0d%0aX:y",
    "/%2f/evil.example",
    "%09//evil.example",
    "///evil.example",
    "/%5cevil.example",
    "http://localhost:8000/accounts/profile/",
    "https://public.localhost/",
    "\x00",
    "/x" * 3000,
    "/no/such/page/",
    "%2Faccounts%2Fprofile%2F",
]


@pytest.fixture
def person(db) -> User:
    return factories.UserFactory(email="A.Sato@Minato.Example")


def sign_in(
    client: PersonaClient, login: str = "a.sato@minato.example", password: str = factories.PASSWORD, **more: str
):
    return client.post(SIGN_IN, {"login": login, "password": password} | more)


def is_in(client: PersonaClient) -> bool:
    return "_auth_user_id" in client.session


def carry_link(client: PersonaClient) -> None:
    answer = HttpResponse()
    set_carrier(answer, purpose="invitation", subject=uuid4(), generation=1)
    client.cookies[cookie_name()] = answer.cookies[cookie_name()].value


@pytest.mark.parametrize("host", [MAIN_HOST, PUBLIC_HOST])
def test_address_and_password_sign_in_on_every_host(person, host):
    client = PersonaClient(host)
    assert sign_in(client)["Location"] == reverse("home")
    assert is_in(client)


def test_a_session_counts_for_one_host_and_the_page_says_so(person, client):
    sign_in(client)
    cookie = client.cookies["session"]
    assert (cookie["domain"], cookie["httponly"], cookie["samesite"]) == ("", True, "Lax")
    page = PersonaClient(PUBLIC_HOST).get(SIGN_IN).content.decode()
    assert "A sign-in counts for public.localhost:8000 only" in page


@pytest.mark.parametrize(
    "login",
    [
        "A.SATO@MINATO.EXAMPLE",
        " a.sato@minato.example ",
        "\u00a0a.sato@minato.example\u00a0",
        "\u3000A.Sato@minato.example",
    ],
)
def test_the_address_is_found_however_it_is_typed(person, client, login):
    sign_in(client, login)
    assert is_in(client)


@pytest.mark.parametrize(
    "login",
    [
        "",
        "nobody@x.example",
        "a\x00@x.example",
        "x" * 200_000,
        "あ",
        "a@b@c",
        "a.sato@minato.example\r\nX: y",
        "a@\ud7ff.example",
    ],
)
def test_what_is_no_address_of_ours_is_refused_without_an_error_page(person, client, login):
    assert sign_in(client, login).status_code == 422
    assert not is_in(client)


def test_a_body_of_a_megabyte_is_refused(client):
    assert sign_in(client, "x" * 1_000_000).status_code == 413


def test_wrong_password_and_unknown_address_read_the_same(person, client):
    texts = []
    for login, password in [("a.sato@minato.example", "wrong"), ("nobody@minato.example", "wrong")]:
        page = sign_in(client, login, password).content.decode()
        texts.append("do not match. Check both" in page)
    assert texts == [True, True]


def test_a_blocked_person_is_told_so_only_with_the_right_password(person, client):
    User.objects.update(is_active=False)
    assert sign_in(client, password="wrong").status_code == 422
    assert sign_in(client)["Location"] == reverse("account_inactive")
    assert not is_in(client)


def test_the_password_stays_out_of_the_page(person, client):
    page = sign_in(client, password="not-the-right-one").content.decode()
    assert "not-the-right-one" not in page


def test_the_sixth_wrong_password_is_not_tried_however_the_host_is_written(person, client):
    for host in (
        "localhost:8000",
        "LOCALHOST:8000",
        "localhost.:8000",
        "public.localhost:8000",
        "china.localhost:8000",
    ):
        client.post(SIGN_IN, {"login": "a.sato@minato.example", "password": "wrong"}, HTTP_HOST=host)
    assert "Too many attempts" in sign_in(client).content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("target", EVIL)
def test_next_leads_to_pages_of_this_host_only(person, client, target):
    assert sign_in(client, next=target)["Location"] == reverse("home")


def test_next_leads_to_the_page_that_was_asked_for(person, client):
    asked = client.get("/accounts/profile/?a=1")
    assert asked["Location"] == "/accounts/login/?next=/accounts/profile/%3Fa%3D1"
    assert sign_in(client, next="/accounts/profile/?a=1")["Location"] == "/accounts/profile/?a=1"


def test_an_opened_link_is_the_way_back_on_its_host(person, acceptance_client):
    carry_link(acceptance_client)
    page = acceptance_client.get(SIGN_IN).content.decode()
    assert "Sign in to read the request and answer it. Opening this page has changed nothing." in page
    assert sign_in(acceptance_client)["Location"] == "/invitation/"


def test_a_forged_link_cookie_leads_home(person, acceptance_client):
    acceptance_client.cookies[cookie_name()] = "forged"
    assert sign_in(acceptance_client)["Location"] == reverse("home")


def test_an_opened_link_survives_registration(acceptance_client, mailed_code):
    carry_link(acceptance_client)
    acceptance_client.post(
        "/accounts/signup/", {"display_name": "N", "email": "n@people.example", "password1": "seven herons over"}
    )
    answer = acceptance_client.post("/accounts/confirm-email/", {"code": mailed_code("email_confirmation_signup")})
    assert answer["Location"] == "/invitation/"


def test_the_room_that_owns_a_link_says_what_it_is(person, client, monkeypatch):
    monkeypatch.setattr(opened, "_describers", [])
    describes_opened_link(lambda request: OpenedPage(url="/accounts/profile/", title="Kitakaze asks <b>"))
    assert "Kitakaze asks &lt;b&gt;" in client.get(SIGN_IN).content.decode()
    assert sign_in(client)["Location"] == "/accounts/profile/"


def test_a_mailed_code_signs_in_once(person, client, mailed_code):
    client.post("/accounts/login/code/", {"email": "A.SATO@minato.example"})
    code = mailed_code("login_code")
    assert client.post("/accounts/login/code/confirm/", {"code": "0000-0000"}).status_code == 422
    assert client.post("/accounts/login/code/confirm/", {"code": code})["Location"] == reverse("home")
    assert is_in(client)
    other = PersonaClient()
    other.post("/accounts/login/code/confirm/", {"code": code})
    assert not is_in(other)


def test_a_code_for_an_unknown_address_shows_the_same_page_and_mails_no_code(client, mailed):
    answer = client.post("/accounts/login/code/", {"email": "nobody@people.example"})
    assert answer["Location"] == "/accounts/login/code/confirm/"
    assert mailed("unknown_account").secret is None
    for code in ("", "0000-0000"):
        assert client.post("/accounts/login/code/confirm/", {"code": code}).status_code == 422


def test_a_code_resets_the_password_and_ends_other_sessions(person, client, mailed_code):
    other = PersonaClient()
    sign_in(other)
    client.post("/accounts/password/reset/", {"email": "a.sato@minato.example"})
    answer = client.post("/accounts/password/reset/confirm/", {"code": mailed_code("password_reset_code")})
    assert answer["Location"] == "/accounts/password/reset/complete/"
    assert client.post(answer["Location"], {"password1": "short"}).status_code == 422
    assert client.post(answer["Location"], {"password1": "nine herons on the roof"}).status_code == 302
    assert other.get("/accounts/profile/").status_code == 302
    assert sign_in(PersonaClient()).status_code == 422
    fresh = PersonaClient()
    sign_in(fresh, password="nine herons on the roof")
    assert is_in(fresh)


def test_resetting_an_unknown_address_shows_the_same_page(client, mailed):
    answer = client.post("/accounts/password/reset/", {"email": "nobody@people.example"})
    assert answer["Location"] == "/accounts/password/reset/confirm/"
    assert client.get(answer["Location"]).status_code == 200
    assert mailed("unknown_account").secret is None


def test_an_unproven_address_is_proven_before_the_first_sign_in(client, mailed_code):
    factories.UserFactory(email="raw@people.example", unverified=True)
    assert sign_in(client, "raw@people.example")["Location"] == "/accounts/confirm-email/"
    assert not is_in(client)
    client.post("/accounts/confirm-email/", {"code": mailed_code("email_confirmation_signup")})
    assert is_in(client)


def test_signing_out_is_a_post(person, client):
    sign_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_in(client)
    client.post("/accounts/logout/")
    assert not is_in(client)


def test_signing_in_works_while_the_cache_is_away(person, client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "partnercenter.pages.cache.SteadyCache",
            "LOCATION": "redis://127.0.0.1:9/1",
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        }
    }
    assert caches["default"].__class__.__name__ == "SteadyCache"
    began = time.monotonic()
    assert sign_in(client)["Location"] == reverse("home")
    assert time.monotonic() - began < 3
    for _ in range(6):
        sign_in(PersonaClient(), password="wrong")
    assert "Too many attempts" in sign_in(PersonaClient()).content.decode()


def test_no_mail_is_sent_for_a_password_sign_in(person, client):
    sign_in(client)
    assert not OutboundEmail.objects.exists()
