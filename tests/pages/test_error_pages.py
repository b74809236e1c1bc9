"""Error pages: right status, one heading, both languages, and no database where there may be none."""

import re
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

from partnercenter.pages import views

STATUSES = [400, 403, 404, 405, 413, 429, 500, 503]


def page(status, language="en", cookies=None, **context):
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies or {})
    with translation.override(language):
        return views.plain_page(request, status, **context)


# Without the `db` mark, pytest refuses every query: none of these pages may need one.
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_error_page_has_its_status_one_heading_and_its_language(status, language):
    answer = page(status, language)
    shown = answer.content.decode()
    assert answer.status_code == status
    assert len(re.findall(r"<h1[ >]", shown)) == 1
    assert f'<html lang="{language}"' in shown
    assert 'id="main"' in shown
    assert re.search(r"<title>\s*\S", shown)


@pytest.mark.parametrize("view", [views.bad_request, views.permission_denied, views.page_not_found, views.too_large])
def test_a_handler_answers_without_the_database(view):
    assert view(RequestFactory().get("/"), Exception("x")).status_code in STATUSES


TOO_MUCH = {
    "At most 100 files": (TooManyFilesSent("x"), "multipart/form-data; boundary=b"),
    "more fields than": (TooManyFieldsSent("x"), "application/x-www-form-urlencoded"),
    "at most 5 MB": (RequestDataTooBig("x"), "multipart/form-data; boundary=b"),
    "longer than any": (RequestDataTooBig("x"), "application/x-www-form-urlencoded"),
}


@pytest.mark.parametrize("words", TOO_MUCH)
def test_what_is_too_large_is_named_with_the_way_back_to_what_was_typed(words):
    error, kind = TOO_MUCH[words]
    answer = views.bad_request(RequestFactory().post("/", b"x", content_type=kind), error)
    shown = answer.content.decode()
    assert answer.status_code == 413
    assert words in shown
    assert "Go back with your browser" in shown


def test_a_missing_page_names_the_organisation_that_was_acting():
    request = RequestFactory().get("/")
    request.membership = SimpleNamespace(organisation_name="Kitakaze & Co.")
    shown = views.page_not_found(request).content.decode()
    assert "the page is not open to Kitakaze &amp; Co." in shown


def test_a_form_without_a_token_says_that_the_page_was_open_too_long():
    answer = views.csrf_failure(RequestFactory().post("/"), "missing")
    assert answer.status_code == 403
    assert "The page was open for too long" in answer.content.decode()


def test_a_failure_gives_a_number_that_the_log_has_too(caplog):
    shown = views.server_error(RequestFactory().get("/")).content.decode()
    number = re.search(r"this number: ([0-9A-F]{8})\.", shown).group(1)
    assert number in caplog.text


def test_too_many_attempts_say_when_to_try_again():
    answer = views.too_many_requests(RequestFactory().get("/"), minutes=5)
    assert answer["Retry-After"] == "300"
    assert "Try again in 5 minutes." in answer.content.decode()


def test_a_busy_portal_says_when_to_come_back():
    answer = views.unavailable(RequestFactory().get("/"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_an_error_page_keeps_the_appearance():
    assert 'data-bs-theme="dark"' in page(500, cookies={"theme": "dark"}).content.decode()


def test_an_error_page_that_cannot_be_drawn_is_still_an_answer(monkeypatch):
    answer = views.plain_page(RequestFactory().get("/"), 500, template="nowhere.html")
    assert answer.status_code == 500
    assert b"our side" in answer.content


def test_every_error_template_exists():
    for status in STATUSES:
        assert get_template(f"{status}.html")


def test_a_refusal_says_its_reason_as_text():
    shown = views.permission_denied(RequestFactory().get("/"), PermissionDenied("Only <b>owners</b> may do this."))
    assert "Only &lt;b&gt;owners&lt;/b&gt; may do this. Nothing has changed." in shown.content.decode()
