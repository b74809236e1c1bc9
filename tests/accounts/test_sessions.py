"""Where a person is signed in: the list, ending one, ending all others, and what ends them by itself (D27)."""

import pytest
from django.contrib.sessions.models import Session

from partnercenter.accounts.browsers import say_browser
from partnercenter.accounts.models import OpenSession
from partnercenter.accounts.sessions import end_sessions
from partnercenter.audit.models import AuditEvent
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Mobile Safari/604"


@pytest.fixture
def person(db):
    return factories.UserFactory()


def signed_in(person, agent: str = FIREFOX, host: str = "localhost:8000") -> PersonaClient:
    browser = PersonaClient(host, headers={"user-agent": agent})
    answer = browser.post("/accounts/login/", {"login": person.email, "password": factories.PASSWORD})
    assert answer.status_code == 302
    return browser


def is_signed_in(browser) -> bool:
    return browser.get("/accounts/profile/").status_code == 200


def test_the_list_names_each_browser_and_host_and_marks_this_one(person):
    here = signed_in(person)
    signed_in(person, CHROME, PUBLIC_HOST)
    signed_in(factories.UserFactory(), SAFARI)
    page = here.get("/accounts/sessions/").content.decode()
    assert "Firefox, Windows" in page
    assert "Chrome, Linux" in page
    assert "Safari, iPhone" not in page
    assert PUBLIC_HOST in page
    assert page.count("this browser") == 1


def test_one_session_is_ended_and_the_others_go_on(person):
    here, there, third = signed_in(person), signed_in(person, CHROME), signed_in(person, SAFARI)
    row = OpenSession.objects.get(session_key=there.session.session_key)
    assert here.post(f"/accounts/sessions/{row.public_id}/end/")["Location"] == "/accounts/sessions/"
    assert not is_signed_in(there)
    assert is_signed_in(here)
    assert is_signed_in(third)
    assert "user.sessions_ended" in AuditEvent.objects.values_list("action", flat=True)


def test_all_others_are_ended_at_once_and_ending_this_one_signs_out(person):
    here, there, third = signed_in(person), signed_in(person, CHROME), signed_in(person, SAFARI)
    here.post("/accounts/sessions/end-others/")
    assert [is_signed_in(each) for each in (here, there, third)] == [True, False, False]
    row = OpenSession.objects.get(user=person)
    assert here.post(f"/accounts/sessions/{row.public_id}/end/")["Location"] == "/accounts/login/"
    assert not is_signed_in(here)


def test_nobody_ends_a_strangers_session(person):
    here, stranger = signed_in(person), signed_in(factories.UserFactory())
    row = OpenSession.objects.get(session_key=stranger.session.session_key)
    assert here.post(f"/accounts/sessions/{row.public_id}/end/").status_code == 404
    assert is_signed_in(stranger)


def test_a_changed_password_ends_every_other_session(person):
    here, there = signed_in(person), signed_in(person, CHROME)
    here.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    changed = {"oldpassword": factories.PASSWORD, "password1": "a quiet harbour at dusk"}
    assert here.post("/accounts/password/change/", changed).status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert not Session.objects.filter(session_key=there.session.session_key).exists()
    assert "Firefox" in here.get("/accounts/sessions/").content.decode()


def test_signing_out_leaves_no_row(person):
    signed_in(person).post("/accounts/logout/")
    assert not OpenSession.objects.exists()


def test_a_session_that_is_gone_is_forgotten_at_the_next_sign_in(person):
    lost = signed_in(person)
    Session.objects.filter(session_key=lost.session.session_key).delete()
    here = signed_in(person)
    assert [row.session_key for row in OpenSession.objects.all()] == [here.session.session_key]


def test_another_room_ends_all_of_them(person):
    browsers = [signed_in(person), signed_in(person, CHROME)]
    assert end_sessions(user=person, by=None) == 2
    assert not any(is_signed_in(each) for each in browsers)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (CHROME, "Chrome, Linux"),
        (SAFARI, "Safari, iPhone"),
        (f"{CHROME} Edg/131.0", "Edge, Linux"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_a_browser_is_said_by_name(agent, words):
    assert say_browser(agent) == words
