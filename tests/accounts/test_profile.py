"""The person's own page: name, language, time zone; address and password from there."""

import pytest
from django.utils import translation

from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.renderers import render
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in

pytestmark = pytest.mark.django_db
PROFILE = "/accounts/profile/"


@pytest.fixture
def person(db) -> User:
    return factories.UserFactory(email="a.sato@minato.example", display_name="Akiko Sato")


@pytest.fixture
def person_client(person) -> PersonaClient:
    return sign_in(person)


def test_details_are_saved_and_noted_without_their_values(person, person_client):
    answer = person_client.post(PROFILE, {"display_name": "佐藤 明子", "locale": "ja", "time_zone": "Asia/Tokyo"})
    assert answer["Location"] == PROFILE
    person.refresh_from_db()
    assert (person.display_name, person.locale, person.time_zone) == ("佐藤 明子", "ja", "Asia/Tokyo")
    assert AuditEvent.objects.get().details == {"fields": ["display_name", "locale", "time_zone"]}


def test_saving_what_stands_notes_nothing(person, person_client):
    person_client.post(PROFILE, {"display_name": "Akiko Sato", "locale": "en", "time_zone": ""})
    AuditEvent.objects.filter(action="user.profile_changed").count()
    person_client.post(PROFILE, {"display_name": "Akiko Sato", "locale": "en", "time_zone": ""})
    assert AuditEvent.objects.filter(action="user.profile_changed").count() == 1


@pytest.mark.parametrize(
    "change",
    [{"display_name": ""}, {"display_name": "a\x00"}, {"locale": "../x"}, {"locale": ""}, {"time_zone": "Mars/Base"}],
)
def test_what_is_not_offered_is_refused(person, person_client, change):
    answer = person_client.post(PROFILE, {"display_name": "A", "locale": "en", "time_zone": ""} | change)
    assert answer.status_code == 422
    person.refresh_from_db()
    assert person.display_name == "Akiko Sato"


def test_rights_cannot_be_slipped_in(person, person_client):
    person_client.post(PROFILE, {"display_name": "A", "locale": "en", "is_staff": "on", "email": "x@y.example"})
    person.refresh_from_db()
    assert (person.is_staff, person.email) == (False, "a.sato@minato.example")


def test_the_language_of_the_account_wins_over_cookie_and_browser(person):
    User.objects.update(locale="ja")
    client = sign_in(person, host=PUBLIC_HOST)
    client.cookies["language"] = "en"
    answer = client.get(PROFILE, headers={"accept-language": "en"})
    assert answer["Content-Language"] == "ja"
    assert '<html lang="ja"' in answer.content.decode()


def test_the_time_zone_of_the_account_is_the_pages(person):
    User.objects.update(time_zone="Asia/Tokyo")
    assert "JST (UTC+9)" in sign_in(person).get(PROFILE).content.decode()


def test_changing_the_password_ends_other_sessions_and_tells_the_person(person, person_client, mailed):
    other = sign_in(person)
    change = {"oldpassword": factories.PASSWORD, "password1": "nine herons on the roof"}
    assert person_client.post("/accounts/password/change/", change)["Location"] == PROFILE
    assert person_client.get(PROFILE).status_code == 200
    assert other.get(PROFILE).status_code == 302
    assert "Your password was changed" in render(mailed("password_changed")).subject


def test_the_old_password_is_needed(person, person_client):
    change = {"oldpassword": "wrong", "password1": "nine herons on the roof"}
    assert person_client.post("/accounts/password/change/", change).status_code == 422


def test_a_new_address_counts_once_its_code_is_entered(person, person_client, mailed_code, mailed):
    person_client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    asked = person_client.post("/accounts/email/", {"action_add": "", "email": "New.Sato@Minato.Example"})
    assert asked.status_code == 302
    person.refresh_from_db()
    assert person.email == "a.sato@minato.example"
    person_client.post("/accounts/confirm-email/", {"code": mailed_code("email_confirmation")})
    person.refresh_from_db()
    assert (person.email, person.email_key) == ("new.sato@minato.example",) * 2
    assert mailed("email_changed").recipient == "a.sato@minato.example"


def test_changing_the_address_needs_a_fresh_confirmation(person, person_client):
    answer = person_client.post("/accounts/email/", {"action_add": "", "email": "new@minato.example"})
    assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_an_address_of_somebody_else_cannot_be_taken(person, person_client, mailed):
    factories.UserFactory(email="taken@minato.example")
    person_client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    person_client.post("/accounts/email/", {"action_add": "", "email": "taken@minato.example"})
    person.refresh_from_db()
    assert person.email == "a.sato@minato.example"


def test_saving_the_address_alone_keeps_the_key_with_it(person):
    person.email = "Other@Minato.Example"
    person.save(update_fields=["email"])
    person.refresh_from_db()
    assert (person.email, person.email_key) == ("other@minato.example",) * 2
    with translation.override("en"):
        assert User.objects.get_by_natural_key("OTHER@minato.example") == person
