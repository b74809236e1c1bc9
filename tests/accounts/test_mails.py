"""The account's mails: both languages, links from the settings alone, codes under seal."""

import re
from pathlib import Path

import allauth
import pytest

from partnercenter.accounts import mailing, mails
from partnercenter.links.crypto import open_sealed
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
FACTS = {"ip": "203.0.113.9", "user_agent": "Tester <b>1</b>", "timestamp": "2026-11-20T05:30:00+00:00"}


def queue(name: str, **more) -> OutboundEmail:
    return mailing.queue_account_mail(name, email="a@people.example", origin="http://localhost:8000", **more)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", [name for name in mails.NOTICES if name != "set_password"])
def test_every_kind_reads_well_in_both_languages(name, language):
    factories.UserFactory(email="a@people.example", display_name="Aki & Co", locale=language)
    email = queue(name, code="1234-5678" if mails.NOTICES[name].has_code else "", facts=FACTS)
    letter = render(email)
    assert email.language == language
    assert letter.subject
    assert len(letter.subject) <= 50
    assert "\n" not in letter.subject
    assert "&amp;" not in letter.text
    assert f'lang="{language}"' in letter.html
    assert ("1234-5678" in letter.text) == ("1234-5678" in letter.html) == mails.NOTICES[name].has_code
    assert "1234-5678" not in letter.subject


def test_every_mail_that_allauth_sends_has_words():
    home = Path(allauth.__file__).parent
    sources = [path for room in ("account", "mfa") for path in (home / room).glob("**/*.py")]
    source = "".join(path.read_text() for path in sources)
    sent = set(re.findall(r'"(?:account|mfa)/email/(\w+)"', source))
    # Ways that the settings leave closed: links instead of codes, passkeys.
    closed = {"password_reset_key", "webauthn_added", "webauthn_removed"}
    assert sent - closed <= set(mails.NOTICES)


def test_a_security_notice_says_when_and_from_where_and_escapes_it():
    letter = render(queue("password_changed", facts=FACTS))
    assert "203.0.113.9" in letter.text
    assert "20 November 2026, 05:30 UTC" in letter.text.replace("\u00a0", " ")
    assert "<b>1</b>" not in letter.html


def test_a_code_that_was_dropped_is_not_mailed_empty():
    email = queue("login_code", code="1234-5678")
    email.secret = None
    with pytest.raises(NothingToSend):
        render(email)


def test_codes_give_up_when_they_end_and_notices_never():
    email = queue("login_code", code="1234-5678")
    email.refresh_from_db()
    assert 14 * 60 < (email.give_up_at - email.created_at).total_seconds() < 16 * 60
    assert queue("password_changed").give_up_at is None


@pytest.mark.parametrize("host", ["LOCALHOST:8000", "localhost.:1234", "localhost"])
def test_links_come_from_the_settings_whatever_the_host_header_says(host, mailed):
    factories.UserFactory(email="known@people.example")
    form = {"display_name": "N", "email": "known@people.example", "password1": "seven herons over"}
    PersonaClient(host).post("/accounts/signup/", form, headers={"x-forwarded-host": "evil.example"})
    links = re.findall(r"https?://\S+", render(mailed("account_already_exists")).text)
    assert links == ["http://localhost:8000/accounts/login/"]


def test_links_of_an_acceptance_host_lead_back_to_it(acceptance_client, mailed):
    acceptance_client.post("/accounts/login/code/", {"email": "nobody@people.example"})
    email = mailed("unknown_account")
    assert "http://public.localhost:8000/accounts/signup/" in render(email).text
    assert (email.cloud_code, email.about_type) == ("public", "stranger")


def test_the_row_holds_the_code_in_its_seal_only():
    queue("login_code", code="1234-5678", facts=FACTS)
    row = OutboundEmail.objects.get()
    assert open_sealed(row.secret) == {"code": "1234-5678"}
    assert "1234-5678" not in str(row.payload)
