"""The cookie that carries an opened link (D5, bad input 82)."""

from uuid import UUID

import pytest
import time_machine
from django.core import signing
from django.http import HttpResponse
from django.test import RequestFactory

from partnercenter.links.carrier import OpenedLink, clear_carrier, cookie_name, read_carrier, set_carrier
from tests.canonical.junk import junk_texts

SUBJECT = UUID("11111111-2222-4333-8444-555555555555")


def _carried(purpose="invitation", generation=2):
    response = HttpResponse()
    set_carrier(response, purpose=purpose, subject=SUBJECT, generation=generation)
    return response.cookies[cookie_name()]


def _request(value, name=None):
    request = RequestFactory().get("/")
    request.COOKIES[name or cookie_name()] = value
    return request


def test_the_browser_brings_back_what_it_was_given():
    request = _request(_carried().value)
    assert read_carrier(request, purpose="invitation") == OpenedLink(subject=SUBJECT, generation=2)


def test_the_cookie_is_closed_to_scripts_and_to_other_sites():
    cookie = _carried()
    assert cookie.key == "link"
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["max-age"] == 1800
    assert cookie["domain"] == cookie["secure"] == ""


def test_over_https_the_cookie_belongs_to_this_host_alone(settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = _carried()
    assert cookie.key == "__Host-link"
    assert cookie["secure"] is True
    assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert read_carrier(_request(cookie.value), purpose="invitation") is not None
    assert read_carrier(_request(cookie.value, name="link"), purpose="invitation") is None


def test_a_link_of_one_purpose_is_none_of_another():
    assert read_carrier(_request(_carried("partnership").value), purpose="invitation") is None


def test_the_cookie_lives_for_thirty_minutes():
    with time_machine.travel("2026-12-01 10:00:00+00:00", tick=False) as clock:
        request = _request(_carried().value)
        clock.shift(1799)
        assert read_carrier(request, purpose="invitation") is not None
        clock.shift(2)
        assert read_carrier(request, purpose="invitation") is None


def test_without_a_cookie_nothing_is_carried():
    assert read_carrier(RequestFactory().get("/"), purpose="invitation") is None


def test_a_forged_cookie_carries_nothing():
    value = _carried().value
    forged = [
        value[:-1] + ("A" if value[-1] != "A" else "B"),
        value[1:],
        value.upper(),
        "",
        ":",
        "::",
        "a:b:c",
        "x" * 8192,
    ]
    for text in [*forged, *junk_texts(800, count=200)]:
        assert read_carrier(_request(text), purpose="invitation") is None


def test_a_cookie_signed_with_another_key_carries_nothing(settings):
    value = _carried().value
    settings.SECRET_KEY = "another-secret-key-of-the-tests-" + "x" * 20
    settings.SECRET_KEY_FALLBACKS = []
    assert read_carrier(_request(value), purpose="invitation") is None


@pytest.mark.parametrize(
    "content",
    [None, 1, [], {}, "x", {"s": 1, "g": 1}, {"s": "x", "g": 1}, {"s": str(SUBJECT), "g": "x"}, {"s": str(SUBJECT)}],
)
def test_a_signed_cookie_of_another_shape_carries_nothing(content):
    value = signing.dumps(content, salt="partnercenter.links.carrier.invitation")
    assert read_carrier(_request(value), purpose="invitation") is None


def test_the_cookie_holds_no_token():
    assert "pub_" not in _carried().value
    assert len(_carried().value) < 200


@pytest.mark.parametrize("secure", [True, False])
def test_clearing_takes_the_same_cookie_away(settings, secure):
    settings.SESSION_COOKIE_SECURE = secure
    response = HttpResponse()
    clear_carrier(response)
    cookie = response.cookies[cookie_name()]
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", 0, "/")
    assert bool(cookie["secure"]) is secure
