"""The frame of every answer: headers, odd input, languages, health, a busy database (56–58, 64, 77–89)."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from partnercenter.pages import health, middleware
from partnercenter.pages.busy import is_busy
from tests import factories
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient, sign_in

SIGN_IN = "/accounts/login/"
pytestmark = pytest.mark.django_db


def is_branded(answer: HttpResponse) -> bool:
    return "Partner Center" in answer.content.decode() and 'id="main"' in answer.content.decode()


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PROPFIND", "PUT", "PATCH", "DELETE", "CONNECT", "X"])
@pytest.mark.parametrize("path", [SIGN_IN, "/", "/no/such/page/", "/i/x/"])
def test_methods_that_no_page_has_are_refused_before_anything_is_read(client, method, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.generic(method, path)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, POST"
    assert is_branded(answer)


def test_head_answers_like_get_without_a_body(client):
    answer = client.head(SIGN_IN)
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    ("path", "status"), [("/accounts/a%00b/", 404), (f"{SIGN_IN}?x=a%00b", 400), ("/%ff/?q=%ff", 404)]
)
def test_nul_and_broken_characters_get_a_page(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert is_branded(answer)


def test_a_body_over_the_limit_is_refused_before_it_is_read(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.post(SIGN_IN, "a" * 300_000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert is_branded(answer)


def test_a_thousand_fields_and_a_form_without_boundary_are_refused(client):
    many = client.post(SIGN_IN, {f"f{number}": "" for number in range(1001)})
    files = client.post(SIGN_IN, b"x", content_type="multipart/form-data")
    assert (many.status_code, files.status_code) == (413, 400)
    assert is_branded(many)


@pytest.mark.parametrize("length", ["", "-1", "1e9", "x", "９", "9" * 40])
def test_a_declared_length_that_is_no_number_counts_as_none(length):
    assert middleware.declared_length(RequestFactory().get("/", CONTENT_LENGTH=length)) == 0


@pytest.mark.parametrize(
    "host", ["evil.example", "a@evil.example", "localhost:80:80", "localhost/x", "", "localhost,evil.example", "x y"]
)
def test_a_host_that_is_not_ours_gets_400_and_its_name_nowhere(host):
    answer = PersonaClient().get(SIGN_IN, HTTP_HOST=host)
    assert answer.status_code == 400
    assert is_branded(answer)
    assert "evil" not in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-host": "evil.example"},
        {"x-forwarded-proto": "https"},
        {"x-forwarded-for": ", ".join(["::ffff:1.2.3.4", "junk"] * 500)},
        {"x-http-method-override": "DELETE", "range": "bytes=0-1", "if-none-match": "*"},
        {"accept-language": "../../x"},
        {"accept-language": "ja;q=" + "9" * 5000},
        {"user-agent": "a\tb\x1b[31m" + "c" * 10_000},
        {"cookie": "session=" + "x" * 8000},
        {"cookie": "session=a; session=b; csrf=\xff; language=../x; theme=<b>"},
    ],
)
def test_forged_headers_change_nothing(client, headers):
    for proxies in (client.get(SIGN_IN, headers=headers), client.post(SIGN_IN, {"login": "a"}, headers=headers)):
        assert proxies.status_code in (200, 422)
        assert "evil" not in proxies.content.decode()


@pytest.mark.parametrize("hops", ["", "junk", "1.2.3.4", ", ".join(["9.9.9.9"] * 1000), "::ffff:1.2.3.4"])
def test_junk_from_behind_a_trusted_proxy_is_no_error(client, settings, hops):
    settings.TRUSTED_PROXIES = 2
    assert (
        client.post(SIGN_IN, {"login": "a@b.example", "password": "x"}, headers={"x-forwarded-for": hops}).status_code
        == 422
    )


@pytest.mark.parametrize("path", [SIGN_IN, "/no/such/page/", f"{SIGN_IN}?a=%00"])
def test_every_answer_has_the_headers_of_the_house(client, path):
    answer = client.get(path)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "Server" not in answer


def test_an_address_with_a_token_tells_nobody_where_one_came_from():
    answer = PersonaClient(PUBLIC_HOST).get("/i/pub_" + "A" * 43 + "/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    # Without it the browser would send `Origin: null` with the switches, and they would be refused.
    assert '<meta name="referrer" content="strict-origin">' in answer.content.decode()
    assert "referrer" not in PersonaClient(PUBLIC_HOST).get(SIGN_IN).content.decode()


def test_pages_of_a_session_are_kept_nowhere_and_acceptance_pages_are_not_listed():
    person = factories.UserFactory()
    answer = sign_in(person).get("/no/such/page/")
    assert "no-store" in answer["Cache-Control"]
    assert "X-Robots-Tag" not in answer
    assert PersonaClient(PUBLIC_HOST).get("/no/such/page/")["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("cookie", "wish", "language"),
    [("", "ja,en;q=0.5", "ja"), ("en", "ja", "en"), ("ja", "en", "ja"), ("fr", "fr", "en"), ("", "fr, ja;q=0.3", "ja")],
)
@pytest.mark.parametrize("path", [SIGN_IN, "/no/such/page/", f"{SIGN_IN}?a=%00"])
def test_the_cookie_says_the_language_else_the_browser_on_error_pages_too(client, cookie, wish, language, path):
    client.cookies["language"] = cookie
    answer = client.get(path, headers={"accept-language": wish})
    assert f'<html lang="{language}"' in answer.content.decode()
    assert answer["Content-Language"].startswith(language)
    assert "Accept-Language" in answer["Vary"]


def test_cookies_belong_to_one_host_and_to_no_script(client):
    client.get(SIGN_IN)
    client.post(SIGN_IN, {"login": "a@b.example", "password": "x"})
    for cookie in client.cookies.values():
        assert (cookie["domain"], cookie["path"], cookie["httponly"]) == ("", "/", True)
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("error", [OperationalError("lock timeout"), InterfaceError("closed")])
def test_a_busy_database_gets_a_page_that_says_try_again(error):
    answer = middleware.BusyMiddleware(lambda request: HttpResponse()).process_exception(
        RequestFactory().get("/"), error
    )
    assert answer.status_code == 503
    assert "Try again" in answer.content.decode()
    assert answer["Retry-After"]


def test_other_errors_are_not_called_busy():
    assert not is_busy(ValueError())
    assert not is_busy(None)


def test_a_database_that_is_lost_in_a_middleware_is_busy_too(monkeypatch):
    def fail(host: str) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr("partnercenter.clouds.middleware.cloud_of_host", fail)
    client = PersonaClient()
    client.raise_request_exception = False
    answer = client.get(SIGN_IN)
    assert answer.status_code == 503
    assert "no-store" in answer.get("Cache-Control", "no-store")


@pytest.mark.parametrize("path", ["/healthz", "/healthz/live"])
@pytest.mark.parametrize("host", ["10.0.0.7:8000", "", MAIN_HOST])
def test_a_probe_needs_no_host_and_no_database(path, host, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = PersonaClient(host).get(path)
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok", "no-store")


def test_ready_means_that_the_database_answers_and_is_migrated(client):
    assert client.get("/healthz/ready").content == b"ready"
    assert client.get("/readyz").status_code == 200


def test_not_migrated_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    assert client.get("/healthz/ready").status_code == 503


@pytest.mark.parametrize("name", ["session", "link", "csrf", "language"])
def test_a_cookie_with_nul_is_none(client, name):
    answer = client.get("/", headers={"cookie": f'{name}="\\000aaaaaaaaaaaaaaaa"'})
    assert answer.status_code == 200


def test_a_file_larger_than_any_that_we_take_is_refused_before_it_is_read(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.generic(
            "POST", SIGN_IN, b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH="7000000"
        )
    assert answer.status_code == 413
