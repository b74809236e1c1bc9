"""Registering: a code in the mailbox proves the address; nobody learns who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.urls import reverse

from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient

pytestmark = pytest.mark.django_db
PASSWORD = "seven herons over the lake"
SIGN_UP, CONFIRM = "/accounts/signup/", "/accounts/confirm-email/"
BAD_ADDRESSES = [
    "",
    "a",
    "a@",
    "@x.example",
    "a b@x.example",
    "a@x",
    "a@x..example",
    "a@-x.example",
    "a@[127.0.0.1]",
    "a@x.example,b@y.example",
    "Name <a@x.example>",
    '"a b"@x.example',
    "a\x00@x.example",
    "a\r\nBcc:b@x.example",
    "あ@x.example",
    "a@x.example\u202e",
    "=1+1@x.example",
    "a" * 65 + "@x.example",
    "a@" + "x" * 250 + ".example",
]


def register(client: PersonaClient, email: str = "new@people.example", **more: str):
    return client.post(SIGN_UP, {"display_name": "Aiko Mori", "email": email, "password1": PASSWORD} | more)


@pytest.mark.parametrize("host", [MAIN_HOST, PUBLIC_HOST])
def test_a_mailed_code_finishes_the_registration_on_every_host(host, mailed_code):
    client = PersonaClient(host)
    assert register(client)["Location"] == CONFIRM
    assert "_auth_user_id" not in client.session
    answer = client.post(CONFIRM, {"code": mailed_code("email_confirmation_signup")})
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    user = User.objects.get()
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert actions >= {"user.registered", "user.address_confirmed", "user.signed_in"}


def test_name_and_language_of_the_page_are_kept(client, mailed):
    client.cookies["language"] = "ja"
    register(client, display_name=" 森  愛子 ")
    user = User.objects.get()
    assert (user.display_name, user.locale, mailed("email_confirmation_signup").language) == ("森 愛子", "ja", "ja")


def test_the_mail_row_and_the_session_hold_no_plain_code(client, mailed_code):
    register(client)
    code = mailed_code("email_confirmation_signup")
    row = OutboundEmail.objects.values().get()
    session = str(Session.objects.get().get_decoded())
    for plain in (code, code.replace("-", "")):
        assert plain not in str(row)
        assert plain.encode() not in bytes(row["secret"])
        assert plain not in session


@pytest.mark.parametrize("entry", ["{digits}", " {code} ", "{wide}"])
def test_the_code_is_taken_however_it_is_typed(client, mailed_code, entry):
    register(client)
    code = mailed_code("email_confirmation_signup")
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code)
    typed = entry.format(code=code, digits=code.replace("-", ""), wide=wide)
    assert client.post(CONFIRM, {"code": typed}).status_code == 302
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("code", ["0000-0000", "", "\x00", "x" * 100_000, "いろは"])
def test_a_wrong_code_is_refused_in_words(client, code):
    register(client)
    answer = client.post(CONFIRM, {"code": code})
    assert answer.status_code == 422
    assert "<title>Error:" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_third_wrong_code_ends_the_attempt(client, mailed_code):
    register(client)
    right = mailed_code("email_confirmation_signup")
    answers = [client.post(CONFIRM, {"code": "0000-0000"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 302]
    client.post(CONFIRM, {"code": right})
    assert "_auth_user_id" not in client.session


def test_a_known_address_gets_the_same_pages_and_another_mail(mailed):
    factories.UserFactory(email="known@people.example")
    seen = []
    for email in ("known@people.example", "fresh@people.example"):
        client = PersonaClient()
        first = register(client, email)
        page = client.get(CONFIRM).content.decode().replace(email, "ADDRESS")
        wrong = client.post(CONFIRM, {"code": "0000-0000"})
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
        seen.append((first.status_code, first["Location"], page, wrong.status_code))
    assert seen[0] == seen[1]
    assert mailed("account_already_exists").secret is None
    assert User.objects.count() == 2


def test_an_address_that_differs_in_case_only_is_known(client, mailed):
    factories.UserFactory(email="known@people.example")
    register(client, "Known@People.Example")
    assert User.objects.count() == 1
    assert mailed("account_already_exists").recipient == "known@people.example"


@pytest.mark.parametrize("email", BAD_ADDRESSES)
def test_a_bad_address_is_refused_with_its_cure(client, email):
    answer = register(client, email)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not User.objects.exists()


def test_an_address_in_another_script_is_stored_as_a_label(client):
    register(client, "taro@例え.example")
    assert User.objects.get().email == "taro@xn--r8jz45g.example"


@pytest.mark.parametrize("name", ["", " ", "a\x00b", "a\nb", "\u200b", "x" * 101, "z" * 200_000])
def test_a_bad_name_is_refused(client, name):
    assert register(client, display_name=name).status_code == 422


@pytest.mark.parametrize("password", ["", "short", "password123", "a\x00bcdefghijkl", "x" * 1001])
def test_a_bad_password_is_refused(client, password):
    assert register(client, password1=password).status_code == 422


def test_fields_that_the_form_does_not_have_change_nothing(client):
    register(client, is_staff="on", is_superuser="on", is_active="", operated_clouds='["public"]')
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_active, user.operated_clouds) == (False, False, True, [])


def test_another_code_can_be_asked_for(client, mailed_code, settings):
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": "9/s/key"}
    register(client)
    first = mailed_code("email_confirmation_signup")
    client.post(CONFIRM, {"action": "resend"})
    second = mailed_code("email_confirmation_signup")
    assert client.post(CONFIRM, {"code": first}).status_code == (302 if first == second else 422)
    client.post(CONFIRM, {"code": second})
    assert "_auth_user_id" in client.session


def test_registering_often_is_slowed_down_in_our_look(client):
    answers = [register(client, f"p{number}@people.example", password1="short") for number in range(21)]
    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"]


@pytest.mark.parametrize("name", ["Win at evil.example/now", "https://evil.example", "evil.com"])
def test_a_name_is_no_way_to_mail_a_link_to_strangers(client, name):
    answer = register(client, display_name=name)
    assert answer.status_code == 422
    assert not OutboundEmail.objects.exists()


def test_an_address_with_an_account_is_hashed_for_like_a_new_one(client, monkeypatch):
    factories.UserFactory(email="new@people.example")
    hashed = []
    monkeypatch.setattr("partnercenter.accounts.forms.make_password", hashed.append)
    assert register(client)["Location"] == CONFIRM
    assert hashed == [PASSWORD]
