"""Guessing: limits in the shared store stop who guesses with 429, and leave the victim a way in (G15)."""

import time
from collections import Counter
from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import signing
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from partnercenter.accounts import devices
from partnercenter.accounts.guessing import BY_ANYBODY, count_try
from partnercenter.accounts.models import User, WrongTry
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
SIGN_IN, BY_CODE = "/accounts/login/", "/accounts/login/code/"
VICTIM, HOME, ELSEWHERE = "a.sato@minato.example", "203.0.113.7", "203.0.113.8"


@pytest.fixture(autouse=True)
def _shared_cache(settings, shared_store: str) -> None:
    """As in production; what an earlier test has counted is forgotten."""
    settings.CACHES = {"default": {"BACKEND": "partnercenter.pages.cache.SteadyCache", "LOCATION": shared_store}}
    cache.clear()


@pytest.fixture
def victim(db) -> User:
    return factories.UserFactory(email=VICTIM)


@pytest.fixture
def known(victim) -> PersonaClient:
    """The victim's browser, which has signed in and out before."""
    client = PersonaClient(REMOTE_ADDR=HOME)
    sign_in(client)
    client.post("/accounts/logout/")
    return client


def sign_in(client: PersonaClient, password: str = factories.PASSWORD, login: str = VICTIM) -> HttpResponse:
    return client.post(SIGN_IN, {"login": login, "password": password})


def is_in(client: PersonaClient) -> bool:
    return "_auth_user_id" in client.session


def guesses(addresses: int, each: int) -> Counter[int]:
    """So many wrong passwords from each of so many addresses: how often which status answered."""
    clients = [PersonaClient(REMOTE_ADDR=f"198.51.100.{last}") for last in range(addresses)]
    return Counter(sign_in(client, "wrong").status_code for client in clients for _try in range(each))


@pytest.mark.parametrize(
    ("addresses", "each"), [(3, 5), pytest.param(200, 5, marks=pytest.mark.long)], ids=["15 guesses", "1000 guesses"]
)
def test_guesses_from_many_addresses_are_stopped_and_the_victim_gets_in_where_it_has_been_before(
    victim, known, mailed_code, addresses: int, each: int
):
    assert guesses(addresses, each) == {422: 5, 429: addresses * each - 5}
    elsewhere = PersonaClient(REMOTE_ADDR=ELSEWHERE)
    assert (sign_in(elsewhere).status_code, is_in(elsewhere)) == (429, False)
    assert (sign_in(known).status_code, is_in(known)) == (302, True)
    elsewhere.post(BY_CODE, {"email": VICTIM})
    elsewhere.post("/accounts/login/code/confirm/", {"code": mailed_code("login_code")})
    assert is_in(elsewhere)


@pytest.mark.parametrize("what", ["one account", "many accounts from one address", "a known browser"])
def test_an_emptied_store_forgets_no_guess(victim, known, what: str):
    client = known if what == "a known browser" else PersonaClient(REMOTE_ADDR=ELSEWHERE)
    tries = 12 if what.startswith("many") else 6
    statuses = []
    for number in range(tries):
        cache.clear()
        login = f"p{number}@minato.example" if what.startswith("many") else VICTIM
        statuses.append(sign_in(client, "wrong", login).status_code)
    allowed = {"one account": 5, "many accounts from one address": 10}.get(what, 6)
    assert statuses == [422] * allowed + [429] * (tries - allowed)


def test_an_emptied_store_forgets_no_wrong_code_until_a_right_one_comes(victim, known):
    secret = generate_totp_secret()
    TOTP.activate(victim, secret)
    sign_in(known)
    assert [code_after_flush(known, "000000") for _ in range(4)] == [422] * 4
    assert code_after_flush(known, present_code(secret)) == 302
    assert not WrongTry.objects.exists()
    known.post("/accounts/logout/")
    sign_in(known)
    assert [code_after_flush(known, "000000") for _ in range(6)] == [422] * 5 + [429]


def code_after_flush(client: PersonaClient, code: str) -> int:
    cache.clear()
    return client.post("/accounts/2fa/authenticate/", {"code": code}).status_code


def present_code(secret: str) -> str:
    return auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))


def test_kept_guesses_name_nobody_and_go_after_a_day(victim):
    guesses(1, 3)
    row = WrongTry.objects.latest("id")
    assert VICTIM not in row.account_digest
    assert len(row.account_digest) == len(row.address_digest) == 32
    WrongTry.objects.update(tried_at=timezone.now() - timedelta(days=1, minutes=1))
    cache.clear()
    assert guesses(1, 6) == {422: 5, 429: 1}
    assert WrongTry.objects.count() == 5


def test_counting_a_guess_costs_one_look_up(victim, django_assert_num_queries):
    request = RequestFactory().post(SIGN_IN)
    request.resolver_match = None
    with django_assert_num_queries(1):
        assert count_try(request, VICTIM).action == BY_ANYBODY


def test_a_reset_password_and_an_operator_let_the_person_try_again(victim, known):
    guesses(1, 5)
    request = RequestFactory().post(SIGN_IN)
    get_adapter()._delete_login_attempts_cached_email(request, email=VICTIM)
    assert sign_in(PersonaClient(REMOTE_ADDR=ELSEWHERE), "wrong").status_code == 422


def test_a_known_browser_has_sign_ins_of_its_own_beside_those_of_its_address(victim, known):
    neighbour = PersonaClient(REMOTE_ADDR=HOME)
    tries = Counter(sign_in(neighbour, "wrong", f"p{number}@minato.example").status_code for number in range(31))
    assert tries[422] == 10
    assert sign_in(PersonaClient(REMOTE_ADDR=HOME), login="c@minato.example").status_code == 429
    assert sign_in(known, login="c@minato.example").status_code == 429, "for another's account it is no known browser"
    assert (sign_in(known).status_code, is_in(known)) == (302, True)


@pytest.mark.parametrize(
    ("address", "page", "each_minute"), [(VICTIM, BY_CODE, 3), (VICTIM, "/accounts/password/reset/", 5)]
)
def test_who_asks_for_too_many_codes_reads_how_long_it_takes(victim, address: str, page: str, each_minute: int):
    clients = [PersonaClient(REMOTE_ADDR=HOME) for _ in range(each_minute + 1)]
    answers = [client.post(page, {"email": address}) for client in clients]
    assert [answer.status_code for answer in answers] == [302] * each_minute + [429]
    assert answers[-1]["Retry-After"] == "60"
    assert "Try again in 1 minute." in answers[-1].content.decode()


def test_one_address_that_guesses_at_many_people_is_stopped_after_ten(db):
    client = PersonaClient()
    tries = [sign_in(client, "wrong", f"p{number}@minato.example").status_code for number in range(12)]
    assert tries == [422] * 10 + [429] * 2


def test_the_page_says_how_long_to_wait_and_which_other_ways_there_are(victim):
    guesses(1, 5)
    answer = sign_in(PersonaClient(REMOTE_ADDR=ELSEWHERE))
    assert 240 <= int(answer["Retry-After"]) <= 300
    words = answer.content.decode()
    assert all(way in words for way in ("Try again in 5 minutes.", BY_CODE, "/accounts/password/reset/"))


def test_a_known_browser_counts_its_own_tries_too(known):
    guesses(1, 5)
    assert [sign_in(known, "wrong").status_code for _ in range(6)] == [422] * 5 + [429]


@pytest.mark.parametrize("change", ["another's", "forged", "of another salt"])
def test_only_the_cookie_of_that_account_makes_a_browser_known(known, change):
    guesses(1, 5)
    name = devices.cookie_name()
    other = factories.UserFactory(email="b.ito@minato.example")
    own = PersonaClient(REMOTE_ADDR=ELSEWHERE)
    sign_in(own, login=other.email)
    own.post("/accounts/logout/")
    if change == "forged":
        own.cookies[name] = known.cookies[name].value[:-2] + "xx"
    elif change == "of another salt":
        own.cookies[name] = signing.dumps([devices.digest(VICTIM)], salt="another")
    assert (sign_in(own).status_code, is_in(own)) == (429, False)


def test_a_browser_is_known_to_the_last_five_accounts_and_says_no_address(victim):
    client = PersonaClient()
    for number in range(7):
        person = factories.UserFactory(email=f"p{number}@minato.example")
        sign_in(client, login=person.email)
        client.post("/accounts/logout/")
    cookie = client.cookies[devices.cookie_name()]
    kept = signing.loads(cookie.value, salt=devices.__name__)
    assert kept == [devices.digest(f"p{number}@minato.example") for number in (6, 5, 4, 3, 2)]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", devices.LIFE_SECONDS)


def test_wrong_second_factors_are_stopped_by_the_same_page(victim, known, mailed_code):
    TOTP.activate(victim, generate_totp_secret())
    sign_in(known)
    answers = [known.post("/accounts/2fa/authenticate/", {"code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert answers[-1]["Retry-After"]
    assert BY_CODE not in answers[-1].content.decode(), "another way in would ask for the same code"
    assert not is_in(known)


def test_an_emptied_store_lets_no_code_of_the_app_be_used_twice(victim, known, monkeypatch):
    began = time.time()
    monkeypatch.setattr(time, "time", lambda: began)
    secret = generate_totp_secret()
    TOTP.activate(victim, secret)
    sign_in(known)
    assert code_after_flush(known, present_code(secret)) == 302
    elsewhere = PersonaClient(REMOTE_ADDR=ELSEWHERE)
    sign_in(elsewhere)
    assert (code_after_flush(elsewhere, present_code(secret)), is_in(elsewhere)) == (422, False)


@pytest.mark.parametrize("email", [VICTIM, "nobody@minato.example"], ids=["registered", "unknown"])
def test_an_emptied_store_lets_nobody_ask_for_codes_without_limit(victim, email: str):
    ways = [BY_CODE, "/accounts/password/reset/"]

    def ask(number: int) -> HttpResponse:
        cache.clear()
        return PersonaClient(REMOTE_ADDR=ELSEWHERE).post(ways[number % 2], {"email": email})

    assert [ask(number).status_code for number in range(22)] == [302] * 20 + [429] * 2
    assert "60 minutes" in ask(0).content.decode()
    OutboundEmail.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert ask(0).status_code == 302
