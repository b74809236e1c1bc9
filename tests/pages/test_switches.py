"""The switches of language and appearance: POST only, a cookie, and back to where one was."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("partnercenter.pages.urls")]
UNSAFE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "evil",
    "",
    "/ok\r\nSet-Cookie: x=1",
    "///evil.example",
    "http://localhost:8000/partner/",
]


def test_the_language_is_kept_in_a_cookie_and_the_page_comes_back(client):
    answer = client.post(reverse("set_language"), {"language": "ja", "next": "/components/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/components/?a=1")
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ja"
    assert '<html lang="ja"' in client.get("/components/").content.decode()


def test_the_theme_is_kept_in_a_cookie_and_drawn_by_the_server(client):
    answer = client.post(reverse("set_theme"), {"theme": "dark", "next": "/"})
    assert answer.cookies[settings.THEME_COOKIE_NAME].value == "dark"
    assert answer.cookies[settings.THEME_COOKIE_NAME]["httponly"]
    assert 'data-bs-theme="dark"' in client.get("/components/").content.decode()


@pytest.mark.parametrize(("name", "field"), [("set_language", "language"), ("set_theme", "theme")])
def test_a_switch_changes_nothing_on_get(client, name, field):
    answer = client.get(reverse(name), {field: "ja"})
    assert answer.status_code == 405
    assert not answer.cookies


@pytest.mark.parametrize(("name", "field"), [("set_language", "language"), ("set_theme", "theme")])
@pytest.mark.parametrize("value", ["", "xx", "dark\x00", "../en", "<script>", "JA\r\n"])
def test_a_value_that_nobody_offered_is_ignored(client, name, field, value):
    answer = client.post(reverse(name), {field: value})
    assert answer.status_code == 302
    assert not {settings.LANGUAGE_COOKIE_NAME, settings.THEME_COOKIE_NAME} & set(answer.cookies)


@pytest.mark.parametrize("wanted", UNSAFE)
def test_a_switch_never_leads_to_another_site(client, wanted):
    assert client.post(reverse("set_theme"), {"theme": "light", "next": wanted})["Location"] == "/"


def test_a_junk_theme_cookie_counts_as_auto(client):
    client.cookies[settings.THEME_COOKIE_NAME] = 'x" onload="alert(1)'
    shown = client.get("/components/").content.decode()
    assert 'data-bs-theme="auto"' in shown
    assert "onload" not in shown


def test_a_signed_in_person_keeps_the_language_on_the_account(client):
    user = UserFactory(locale="en")
    client.force_login(user)
    client.post(reverse("set_language"), {"language": "ja", "next": "/"})
    user.refresh_from_db()
    assert user.locale == "ja"


def test_the_theme_is_nobodys_account(client):
    user = UserFactory(locale="en")
    client.force_login(user)
    client.post(reverse("set_theme"), {"theme": "dark"})
    user.refresh_from_db()
    assert user.locale == "en"
