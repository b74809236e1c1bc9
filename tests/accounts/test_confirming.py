"""Confirming that it is still you without password and second factor: by a mailed code, never by nothing."""

import pytest

from partnercenter.accounts.models import User
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.conftest import MAIN_HOST, PersonaClient, sign_in

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


OWN = "/accounts/2fa/"


@pytest.mark.parametrize(
    ("asked", "before", "leads_to"),
    [
        pytest.param({"next": GUARDED}, f"http://{MAIN_HOST}{OWN}", OWN, id="the page before"),
        pytest.param({"next": OWN}, f"http://{MAIN_HOST}{OWN}?q=1", f"{OWN}?q=1", id="with what was asked of it"),
        pytest.param({"next": OWN}, "", OWN, id="no page before"),
        pytest.param({"next": OWN}, "https://elsewhere.example/accounts/", OWN, id="another site before"),
        pytest.param({"next": GUARDED}, f"http://{MAIN_HOST}{PAGE}", "/accounts/profile/", id="would ask again"),
        pytest.param({"next": GUARDED, "back": OWN}, f"http://{MAIN_HOST}{PAGE}", OWN, id="kept"),
        pytest.param({"next": "//elsewhere.example/", "back": "https://elsewhere.example/"}, "", "/accounts/profile/"),
        pytest.param({}, "", "/", id="nothing known"),
    ],
)
@pytest.mark.parametrize("way", ["password", "code"])
def test_cancel_leads_back_where_the_person_came_from(way: str, asked: dict[str, str], before: str, leads_to: str):
    user = factories.UserFactory(date_joined=factories.ago(days=1))
    if way == "code":
        user.set_unusable_password()
        user.save()
    browser = sign_in(user)
    page = PAGE if way == "code" else "/accounts/reauthenticate/"
    found = browser.get(page, asked, headers={"Referer": before} if before else {}).content.decode()
    assert f'href="{leads_to}">Cancel</a>' in found
    assert f'name="back" value="{leads_to}"' in found
    again = browser.post(page, {"next": asked.get("next", ""), "back": leads_to, "password": "wrong", "code": "1"})
    assert f'href="{leads_to}">Cancel</a>' in again.content.decode()


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
