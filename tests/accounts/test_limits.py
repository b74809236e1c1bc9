"""A session ends after a pause and after its longest time, says so, and leads back to where one was."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from partnercenter.accounts.models import User
from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
PAGE = "/accounts/profile/"


@pytest.fixture
def person(db) -> User:
    return factories.UserFactory()


def signed_in(person: User) -> PersonaClient:
    client = PersonaClient()
    client.force_login(person)
    assert client.get(PAGE).status_code == 200
    return client


def at(**later: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**later), tick=False)


@pytest.mark.parametrize(
    ("is_operator", "minutes", "lasts"), [(False, 59, True), (False, 60, False), (True, 14, True), (True, 15, False)]
)
def test_a_pause_ends_a_session_sooner_for_operators(person, is_operator, minutes, lasts):
    person.operator_role = "support" if is_operator else ""
    person.save()
    client = signed_in(person)
    with at(minutes=minutes, seconds=1 if not lasts else 0):
        assert (client.get(PAGE).status_code == 200) == lasts


def test_the_page_of_signing_in_says_why_and_leads_back(person):
    client = signed_in(person)
    with at(hours=2):
        answer = client.get(PAGE, follow=True)
    assert answer.redirect_chain[-1][0] == f"/accounts/login/?next={PAGE}"
    assert "You were away for a while." in answer.content.decode()


def test_who_keeps_clicking_stays_until_the_longest_time_is_over(person):
    client = signed_in(person)
    for hour in range(1, 24):
        with at(minutes=30 * hour):
            assert client.get(PAGE).status_code == (200 if hour < 24 else 302)
    with at(hours=12, seconds=1):
        answer = client.get(PAGE, follow=True)
    assert "had lasted its longest time" in answer.content.decode()


def test_clicks_close_together_write_no_session(person):
    client = signed_in(person)
    before = Session.objects.get().session_data
    for _ in range(5):
        client.get(PAGE)
    assert Session.objects.get().session_data == before


def test_a_new_sign_in_counts_anew(person):
    client = signed_in(person)
    with at(hours=13):
        client.get(PAGE)
        client.post("/accounts/login/", {"login": person.email, "password": factories.PASSWORD})
        assert client.get(PAGE).status_code == 200
