"""Confirming that it is still you without password and second factor: by a mailed code, never by nothing."""

import pytest

from partnercenter.accounts.models import User
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.conftest import PersonaClient, sign_in

pytestmark = pytest.mark.django_db
GUARDED, PAGE = "/accounts/2fa/totp/activate/", "/accounts/reauthenticate/code/"


@pytest.fixture
def person(db) -> User:
    person = factories.UserFactory(date_joined=factories.ago(days=1))
    person.set_unusable_password()
    person.save()
    return person


@pytest.fixture
def browser(person) -> PersonaClient:
    return sign_in(person)


def test_nobody_passes_by_nothing(browser):
    answer = browser.get(GUARDED, follow=True)
    assert answer.redirect_chain[-1][0].startswith(PAGE)
    assert "Your account has no password" in answer.content.decode()
    assert not OutboundEmail.objects.filter(kind="account.confirmation_code").exists()


def test_the_mailed_code_confirms_once_and_leads_on(browser, mailed_code):
    page = f"{PAGE}?next={GUARDED}"
    assert "We have sent a code" in browser.post(page, {"action": "send", "next": GUARDED}).content.decode()
    code = mailed_code("confirmation_code")
    assert code.replace("-", "") not in str(dict(browser.session))
    assert browser.post(page, {"code": "00000000"}).status_code == 422
    assert browser.post(page, {"code": code, "next": GUARDED})["Location"] == GUARDED
    assert browser.get(GUARDED).status_code == 200
    assert browser.post(page, {"code": code}).status_code == 422


def test_three_wrong_codes_end_it(browser, mailed_code):
    browser.post(PAGE, {"action": "send"})
    for _try in range(3):
        browser.post(PAGE, {"code": "00000000"})
    assert browser.post(PAGE, {"code": mailed_code("confirmation_code")}).status_code == 422


def test_who_has_a_password_is_asked_for_it_instead():
    browser = sign_in(factories.UserFactory(date_joined=factories.ago(days=1)))
    assert browser.get(PAGE)["Location"].startswith("/accounts/reauthenticate/")


def test_somebody_who_has_just_registered_is_not_asked_again():
    for joined, is_asked in ((factories.ago(days=1), True), (factories.ago(minutes=1), False)):
        person, browser = factories.UserFactory(date_joined=joined), PersonaClient()
        browser.post("/accounts/login/", {"login": person.email, "password": factories.PASSWORD})
        assert (browser.get(GUARDED).status_code == 302) == is_asked
