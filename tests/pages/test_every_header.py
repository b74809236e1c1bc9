"""The headers of the house on every answer there is (G19): pages, refusals, failures, files, probes, redirects."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import Http404
from django.test import override_settings
from django.urls import reverse

from partnercenter.home.views import home as home_views
from tests import factories
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient, sign_in
from tests.headers import lacking
from tests.inputs.routes import routes
from tests.policy.parties import UNKNOWN
from tests.policy.scenes import ACCEPTANCE, MAIN

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"
FILES = ("/static/css/admin.css", "/static/no/such.css", "/favicon.ico", "/robots.txt")
HOSTS = {MAIN: MAIN_HOST, ACCEPTANCE: PUBLIC_HOST}


@pytest.mark.parametrize("table", HOSTS)
def test_every_route_has_the_headers_for_visitors_and_for_operators(table: str) -> None:
    """The walk of the policy (`tests/policy`) looks at them for members, on things of everybody's."""
    visitor = PersonaClient(HOSTS[table])
    operator = sign_in(factories.UserFactory(operator=True), host=HOSTS[table])
    wrong = {}
    for route in routes(table):
        path = route.format(id="1" if "/admin/" in route else UNKNOWN)
        visitor.raise_request_exception = operator.raise_request_exception = False
        for client in (visitor, operator) if "/admin/" in route else (visitor,):
            answer = client.get(path)
            if lack := lacking(answer):
                wrong[f"{answer.status_code} {path}"] = lack
    assert wrong == {}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (SuspiciousOperation("x"), 400),
        (RequestDataTooBig("x"), 413),
        (TooManyFieldsSent("x"), 413),
        (TooManyFilesSent("x"), 413),
        (PermissionDenied("x"), 403),
        (Http404("x"), 404),
        (RuntimeError("x"), 500),
        (OperationalError("lock timeout"), 503),
    ],
)
@pytest.mark.parametrize("host", HOSTS.values())
def test_what_a_page_fails_with_has_them(monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, host) -> None:
    def fail(request: object) -> None:
        raise error

    monkeypatch.setattr(home_views, "no_membership", fail)
    client = sign_in(factories.UserFactory(), host=host)
    client.raise_request_exception = False
    answer = client.get("/")
    assert (answer.status_code, lacking(answer)) == (status, [])


def too_often(client: PersonaClient) -> object:
    for _ in range(30):
        answer = client.post("/accounts/password/reset/", {"email": "a@b.example"})
        if answer.status_code == 429:
            return answer
    return answer


REFUSALS: list[tuple[int, Callable[[PersonaClient], object]]] = [
    (400, lambda client: client.get(SIGN_IN, HTTP_HOST="evil.example")),
    (400, lambda client: client.get(f"{SIGN_IN}?a=%00")),
    (413, lambda client: client.post(SIGN_IN, "a" * 300_000, content_type="application/x-www-form-urlencoded")),
    (403, lambda client: PersonaClient(client.host, enforce_csrf_checks=True).post(SIGN_IN, {})),
    (404, lambda client: client.get("/no/such/page/")),
    (404, lambda client: client.get("/accounts/a%00b/")),
    (405, lambda client: client.generic("PROPFIND", SIGN_IN)),
    (405, lambda client: client.post("/.well-known/security.txt")),
    (422, lambda client: client.post(SIGN_IN, {"login": "a"})),
    (429, too_often),
    (200, lambda client: client.get("/healthz")),
    (200, lambda client: client.get("/readyz", HTTP_HOST="10.0.0.7")),
    (301, lambda client: client.get("/accounts/login")),
]


@pytest.mark.parametrize(("status", "call"), REFUSALS)
def test_every_refusal_has_them(client: PersonaClient, status: int, call: Callable[[PersonaClient], object]) -> None:
    answer = call(client)
    assert (answer.status_code, lacking(answer)) == (status, [])


@pytest.mark.parametrize("path", FILES)
def test_files_have_them(client: PersonaClient, path: str) -> None:
    with override_settings(DEBUG=False):
        answer = client.get(path)
    assert lacking(answer) == [], answer.status_code


@override_settings(SECURE_HSTS_SECONDS=31_536_000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True, SECURE_SSL_REDIRECT=True)
def test_with_https_every_answer_demands_it_and_the_redirect_to_it_has_them_too() -> None:
    client = PersonaClient()
    plain = client.get(SIGN_IN)
    assert (plain.status_code, lacking(plain)) == (301, [])
    for path in (SIGN_IN, "/no/such/page/", f"{SIGN_IN}?a=%00", *FILES, reverse("admin:index")):
        answer = client.get(path, secure=True)
        assert "max-age=31536000" in answer["Strict-Transport-Security"], path
        assert lacking(answer) == []
    assert settings.X_FRAME_OPTIONS == "DENY"
