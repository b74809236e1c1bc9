"""The link with which a person whom an operator registered chooses the first password."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import default_token_generator

from partnercenter.accounts import actions
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.links.crypto import open_sealed
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
PASSWORD = "nine herons on the roof"


@pytest.fixture
def person(db) -> User:
    user = User.objects.create_user("first.admin@partner.example", display_name="Jun Abe", locale="ja")
    assert not user.has_usable_password()
    return user


@pytest.fixture
def link(person) -> str:
    """The path of the link in the mail."""
    operator = factories.UserFactory(operator=True)
    letter = render(actions.send_set_password_link(person, by=operator))
    return re.search(r"http://localhost:8000(/accounts/set_password/\S+)", letter.text).group(1)


def test_the_mail_is_in_the_persons_language_and_seals_its_token(person, link):
    email = OutboundEmail.objects.get()
    token = open_sealed(email.secret)["token"]
    assert (email.kind, email.language, email.recipient) == ("account.set_password", "ja", person.email)
    assert token in link
    assert token not in str(OutboundEmail.objects.values().get())
    assert AuditEvent.objects.get().action == "user.password_link_sent"


def test_the_same_mail_has_the_same_link_however_often_it_is_rendered(person):
    email = actions.send_set_password_link(person, by=None)
    with time_machine.travel(email.created_at.timestamp() + 3600):
        assert render(email).text == render(OutboundEmail.objects.get()).text


def test_opening_it_changes_nothing_and_takes_the_token_out_of_the_address(person, client, link):
    before = User.objects.values().get(pk=person.pk)
    answer = client.get(link)
    assert re.fullmatch(r"/accounts/set_password/\w+/choose/", answer["Location"])
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert link.rstrip("/").rpartition("/")[2] not in page.content.decode()
    assert User.objects.values().get(pk=person.pk) == before


def test_the_chosen_password_signs_in_and_proves_the_mailbox(person, client, link):
    form = client.get(link)["Location"]
    assert client.post(form, {"new_password1": PASSWORD})["Location"] == "/accounts/login/"
    assert EmailAddress.objects.get(user=person).verified
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(person.pk)
    assert "user.password_chosen" in AuditEvent.objects.values_list("action", flat=True)


@pytest.mark.parametrize("password", ["", "short", "password123", "first.admin@partner.example", "a\x00bcdefghijkl"])
def test_a_weak_password_is_refused_in_words(person, client, link, password):
    answer = client.post(client.get(link)["Location"], {"new_password1": password})
    assert answer.status_code == 422
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_it_works_once(person, client, link):
    client.post(client.get(link)["Location"], {"new_password1": PASSWORD})
    again = PersonaClient().get(link)
    assert "This link no longer works" in again.content.decode()


def test_it_ends_after_three_days(person, link):
    with time_machine.travel(OutboundEmail.objects.get().created_at.timestamp() + 3 * 24 * 3600 + 60):
        assert "This link no longer works" in PersonaClient().get(link).content.decode()


@pytest.mark.parametrize(
    "path", ["/accounts/set_password/x/y/", "/accounts/set_password/MQ/choose/", "/accounts/set_password/%FF/a-b/"]
)
def test_what_is_no_link_of_ours_gets_the_same_page(client, path):
    assert "This link no longer works" in client.get(path).content.decode()


def test_another_persons_token_does_not_fit(person, client, link):
    other = factories.UserFactory()
    path = link.replace(link.split("/")[-2], default_token_generator.make_token(other))
    assert "This link no longer works" in client.get(path).content.decode()


def test_proving_an_address_twice_is_noted_once(person):
    for _ in range(2):
        actions.confirm_address(user=person, by=None)
    assert AuditEvent.objects.filter(action="user.address_confirmed").count() == 1


def test_between_the_two_pages_the_sessions_row_holds_no_token(person, client, link):
    client.get(client.get(link)["Location"])
    assert client.session["_password_reset_token"]
    assert link.split("/")[-2] not in str(client.session.items())
