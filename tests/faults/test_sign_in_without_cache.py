"""Sign-in while the cache dies, hangs or is emptied: it goes on, and the second factor is never left out (F46)."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from allauth.mfa.totp.internal import auth
from django.core.cache import caches

from partnercenter.accounts.models import User
from partnercenter.pages import cache
from tests import factories
from tests.conftest import PersonaClient
from tests.faults.stage import Broker

pytestmark = [pytest.mark.django_db, pytest.mark.fault]
SIGN_IN, SECOND, PROFILE = "/accounts/login/", "/accounts/2fa/authenticate/", "/accounts/profile/"
SECRET = auth.generate_totp_secret()


@pytest.fixture
def store(valkey: Path, tmp_path: Path, settings) -> Iterator[Broker]:
    """A server of its own behind the cache, as in production."""
    broker = Broker(valkey, tmp_path).start()
    settings.CACHES = {
        "default": {
            "BACKEND": "partnercenter.pages.cache.SteadyCache",
            "LOCATION": f"{broker.url}/1",
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        }
    }
    cache._Outage.until = 0.0
    caches["default"].set("probe", 1)
    assert redis.Redis(port=broker.port, db=1).dbsize() == 1
    yield broker
    cache._Outage.until = 0.0
    broker.signal(signal.SIGCONT)
    broker.kill()


@pytest.fixture
def person(db: None) -> User:
    user = factories.UserFactory()
    auth.TOTP.activate(user, SECRET)
    return user


def present_code() -> str:
    return auth.format_hotp_value(auth.hotp_value(SECRET, next(auth.yield_hotp_counters_from_time())))


def breaks(store: Broker, how: str) -> None:
    if how == "emptied":
        redis.Redis(port=store.port).flushall()
    else:
        store.signal(signal.SIGKILL if how == "killed" else signal.SIGSTOP)


@pytest.mark.parametrize("how", ["killed", "hung", "emptied"])
def test_signing_in_goes_on_and_asks_for_the_second_factor(store: Broker, person: User, how: str) -> None:
    earlier, client = PersonaClient(), PersonaClient()
    earlier.force_login(person)
    breaks(store, how)
    began = time.monotonic()
    answer = client.post(SIGN_IN, {"login": person.email, "password": factories.PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, SECOND)
    assert client.get(PROFILE).status_code == 302  # a password alone opens nothing
    assert client.post(SECOND, {"code": "000000"}).status_code == 422
    assert client.get(PROFILE).status_code == 302
    assert client.post(SECOND, {"code": present_code()}).status_code == 302
    assert [each.get(PROFILE).status_code for each in (client, earlier)] == [200, 200]
    assert time.monotonic() - began < 10


def test_guesses_are_stopped_while_the_store_is_away(store: Broker, person: User) -> None:
    breaks(store, "killed")
    client = PersonaClient(REMOTE_ADDR="203.0.113.46")
    wrong = {"login": person.email, "password": "wrong"}
    assert [client.post(SIGN_IN, wrong).status_code for _ in range(6)] == [422] * 5 + [429]
