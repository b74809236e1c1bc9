"""Headers and bodies that no browser sends (77-89): no 5xx, no row changed, nobody let in."""

from typing import Any

import pytest

from partnercenter.accounts.models import User
from tests.conftest import MAIN_HOST, PersonaClient
from tests.inputs.doors import PASSWORD, House
from tests.inputs.rows import changed, state_of_rows

PAGES = ("/", "/accounts/login/", "/partner/customers/", "/nowhere/")
BAD_HOSTS = ("evil.com", "a@evil", "localhost:80:80", "localhost/x", "localhost,evil.com", "nowhere.localhost:8000")
HEADERS = {
    "79 forwarded host": {"HTTP_X_FORWARDED_HOST": "evil.com", "HTTP_X_FORWARDED_PROTO": "https"},
    "80 a thousand hops": {"HTTP_X_FORWARDED_FOR": ", ".join(["10.0.0.1"] * 1000)},
    "80 mapped address": {"HTTP_X_FORWARDED_FOR": "::ffff:"},
    "80 junk": {"HTTP_X_FORWARDED_FOR": "'; DROP TABLE x--"},
    "83 path as language": {"HTTP_ACCEPT_LANGUAGE": "../../x"},
    "83 5 kB of languages": {"HTTP_ACCEPT_LANGUAGE": "ja;q=0.1," * 600},
    "84 escape in agent": {"HTTP_USER_AGENT": "Mozilla\x1b[31m\nX: y"},
    "84 10 kB of agent": {"HTTP_USER_AGENT": "M" * 10_000},
    "89 range": {"HTTP_RANGE": "bytes=0-1", "HTTP_IF_NONE_MATCH": "*"},
    "89 other method": {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
}
COOKIES = {
    "81 8 kB of session": "session=" + "x" * 8192,
    "81 two sessions": "session=abc; session=def",
    "81 bad session": "session=../../etc/passwd",
    "82 forged link": "link=abc:def:ghi",
    "82 empty link": "link=",
    "theme": "theme=<script>; language=../../x",
}


@pytest.mark.parametrize("host", BAD_HOSTS)
@pytest.mark.django_db
def test_a_host_that_is_none_of_ours_is_refused(host: str) -> None:
    assert PersonaClient(host).get("/").status_code == 400


@pytest.mark.parametrize("case", HEADERS)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.django_db
def test_a_forged_header_has_no_effect(case: str, page: str) -> None:
    plain, forged = PersonaClient().get(page), PersonaClient().get(page, **HEADERS[case])
    assert forged.status_code == plain.status_code
    assert forged.headers.get("Location") == plain.headers.get("Location")
    assert "evil.com" not in forged.content.decode()


@pytest.mark.parametrize("case", COOKIES)
@pytest.mark.parametrize("host", [MAIN_HOST, f"public.{MAIN_HOST}"])
@pytest.mark.django_db
def test_a_cookie_of_ones_own_lets_nobody_in(case: str, host: str) -> None:
    page = {MAIN_HOST: "/partner/customers/"}.get(host, "/customer/partners/")
    answer = PersonaClient(host).get(page, HTTP_COOKIE=COOKIES[case])
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")
    assert "<script>" not in PersonaClient(host).get("/", HTTP_COOKIE=COOKIES[case]).content.decode()


def bodies() -> dict[str, dict[str, Any]]:
    form = "multipart/form-data"
    part, many = '--b\r\nContent-Disposition: form-data; name="f{0}"; filename="f{0}"\r\n\r\nx\r\n', range(101)
    return {
        "85 no boundary": {"data": b"--x", "content_type": form},
        "85 odd boundary": {"data": b"--x", "content_type": f"{form}; boundary=\x00"},
        "85 half a part": {"data": b"--b\r\nContent-Disp", "content_type": f"{form}; boundary=b"},
        "86 101 files": {
            "data": "".join(map(part.format, many)) + "--b--",
            "content_type": f"{form}; boundary=b",
        },
        "JSON": {"data": b'{"email": "a"}', "content_type": "application/json"},
        "XML": {"data": b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>", "content_type": "text/xml"},
        "odd charset": {"data": b"email=a", "content_type": "application/x-www-form-urlencoded; charset=utf-99"},
        "bytes": {"data": bytes(range(256)), "content_type": "application/x-www-form-urlencoded"},
    }


@pytest.mark.parametrize("case", bodies())
def test_a_body_that_is_no_form_is_refused_and_changes_nothing(case: str, house: House) -> None:
    for client, path in ((PersonaClient(), "/accounts/signup/"), (house.at_partner(), "/partner/requests/new/")):
        before = state_of_rows()
        client.raise_request_exception = False
        answer = client.generic("POST", path, **bodies()[case])
        assert case != "86 101 files" or answer.status_code == 413
        assert answer.status_code in (200, 400, 413, 422), path  # 200: the empty form again
        assert "Partner Center" in answer.content.decode()
        assert changed(before) == []


def test_a_form_with_rights_of_ones_own_choice_gives_none(house: House) -> None:
    """67: fields that no form has are not read."""
    more = {"is_staff": "on", "is_superuser": "on", "partner_id": "1", "status": "accepted", "cloud": "china"}
    answer = PersonaClient().post(
        "/accounts/signup/", {"display_name": "M", "email": "m@x-case.com", "password1": PASSWORD} | more
    )
    assert answer.status_code == 302
    person = User.objects.get(email="m@x-case.com")
    assert (person.is_staff, person.is_superuser) == (False, False)
