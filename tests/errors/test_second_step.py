"""role_missing_mfa: without the second step nobody is signed in, and the request waits behind it (domain §8.1)."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.utils import translation

from tests.conftest import PUBLIC_HOST, PersonaClient
from tests.errors import cases
from tests.errors.reading import Page
from tests.factories import PASSWORD
from tests.invitations.acceptance_steps import open_in

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
STEP = "/accounts/2fa/authenticate/"


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_password_alone_leads_to_the_second_step_and_that_to_the_request(language: str) -> None:
    invitation, user = cases.asked(), cases.member(language)
    TOTP.activate(user, SECRET)
    client = PersonaClient(PUBLIC_HOST, HTTP_ACCEPT_LANGUAGE=language)
    open_in(client, invitation)
    sent = {"login": user.email, "password": PASSWORD, "next": "/invitation/"}
    assert client.post("/accounts/login/", sent)["Location"] == STEP
    page = Page(client.get(STEP).content.decode())
    with translation.override(language):
        assert page.language == language
        assert page.heading == translation.gettext("Enter the code of your authenticator app")
    assert client.get("/invitation/decide/")["Location"].startswith("/accounts/login/")
    assert client.post(STEP, {"code": "000000"}).status_code == 422
    assert client.post(STEP, {"code": code()})["Location"] == "/invitation/"
    assert client.get("/invitation/decide/").status_code == 200
