"""New secrets: links, sessions, second factors and waiting mails go on working, and the old ones can go."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as current
from django.core.management import call_command

from partnercenter.accounts.actions import send_set_password_link
from partnercenter.authorities.models import Authority
from partnercenter.home.rotation import fresh_values, reseal_all, what_is_needed
from partnercenter.links.crypto import open_sealed
from partnercenter.settings import keyring
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient
from tests.factories import live_link, token_of

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def rotate(settings, monkeypatch) -> None:
    """Put the fresh values into the environment, and start anew."""
    for name, value in fresh_values().items():
        monkeypatch.setenv(name, value)
    settings.SECRET_KEY_FALLBACKS = [current.SECRET_KEY, *current.SECRET_KEY_FALLBACKS]
    settings.SECRET_KEY = fresh_values()["SECRET_KEY"]
    settings.LINK_KEYS, settings.OUTBOX_KEYS = keyring("LINK_KEYS"), list(keyring("OUTBOX_KEYS").values())


def drop_old(settings) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.OUTBOX_KEYS = [], settings.OUTBOX_KEYS[:1]
    settings.LINK_KEYS = dict(list(settings.LINK_KEYS.items())[:1])


def test_sessions_go_on_while_the_old_secret_is_a_fallback_and_end_without_it(settings, monkeypatch):
    person, browser, idle = factories.UserFactory(), PersonaClient(), PersonaClient()
    for each in (browser, idle):
        each.post("/accounts/login/", {"login": person.email, "password": factories.PASSWORD})
    rotate(settings, monkeypatch)
    assert browser.get("/accounts/profile/").status_code == 200
    drop_old(settings)
    assert browser.get("/accounts/profile/").status_code == 200  # signed with the new secret by now
    assert idle.get("/accounts/profile/").status_code == 302


def test_links_go_on_and_say_which_key_they_need(settings, monkeypatch):
    asked = factories.InvitationFactory(sent=True)
    token = token_of(live_link(asked))
    old = live_link(asked).key_id
    assert what_is_needed().link_keys == []
    rotate(settings, monkeypatch)
    assert token_of(live_link(asked)) == token
    assert PersonaClient(PUBLIC_HOST).get(f"/i/{token}/")["Location"] == "/invitation/"
    assert what_is_needed().link_keys == [old]
    newer = factories.InvitationFactory(sent=True)
    assert live_link(newer).key_id != old
    asked.links.update(replaced_at=factories.ago(hours=1))
    assert what_is_needed().link_keys == []


def test_second_factors_and_waiting_mails_are_sealed_anew_and_need_no_old_key(settings, monkeypatch):
    person = factories.UserFactory()
    TOTP.activate(person, SECRET)
    mail = send_set_password_link(person, by=None)
    authority = Authority(cloud=factories.cloud(), name_en="Directory", issuer="https://id.example", client_id="x")
    authority.secret = "of the client"
    authority.save()
    rotate(settings, monkeypatch)
    assert (what_is_needed().factors, what_is_needed().mails, what_is_needed().authorities) == (1, 1, 1)
    assert reseal_all() == 3
    assert reseal_all() == 0
    assert (what_is_needed().factors, what_is_needed().mails, what_is_needed().authorities) == (0, 0, 0)
    drop_old(settings)
    assert Authority.objects.get().secret == "of the client"
    mail.refresh_from_db()
    assert open_sealed(mail.secret)["token"]
    stored = Authenticator.objects.get(user=person)
    assert open_sealed(stored.data["secret"].encode())["text"] == SECRET


def test_the_command_prints_what_the_settings_take(settings):
    said = StringIO()
    call_command("rotate_keys", stdout=said)
    lines = dict(line.split("=", 1) for line in said.getvalue().splitlines())
    assert list(lines) == ["SECRET_KEY", "SECRET_KEY_FALLBACKS", "LINK_KEYS", "OUTBOX_KEYS"]
    assert lines["SECRET_KEY_FALLBACKS"].split(",")[0] == settings.SECRET_KEY
    for name in ("LINK_KEYS", "OUTBOX_KEYS"):
        ids = re.findall(r"(?:^|,)(\w+):", lines[name])
        assert len(ids) == len(set(ids)) == len(getattr(settings, name)) + 1
    for step in ("check", "reseal"):
        call_command("rotate_keys", **{step: True}, stdout=said)
    assert "Sealed anew: 0 rows." in said.getvalue()
