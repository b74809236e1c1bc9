"""Guessing at passwords and codes: counted in the shared store, and answered by 429 once there were too many (G15).

Passwords count by the address they come from and by the account, registered or not. In a browser that knows the account
they count by themselves first, so that nobody can shut its owner out by guessing from elsewhere. What the store has
forgotten, rows still know (`tries`).
"""

import math
import time
from dataclasses import dataclass
from typing import NoReturn

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from partnercenter.accounts.devices import knows
from partnercenter.accounts.tries import ages, keep_wrong_try
from partnercenter.pages.views import too_many_requests

APP, BY_ANYBODY, IN_KNOWN_BROWSER = "allauth.account", "login_failed", "login_failed_known"
KEPT_AS_ROWS = {BY_ANYBODY, IN_KNOWN_BROWSER}
REFUSALS = {"too_many_login_attempts", "rate_limited"}  # allauth's codes; as errors of a form they would answer 422


class TooManyTriesError(Exception):
    """No more tries for so many minutes; nothing was tried. Other ways in help against a limit of passwords alone."""

    def __init__(self, minutes: int, *, of_passwords: bool = False) -> None:
        super().__init__(minutes)
        self.minutes, self.of_passwords = minutes, of_passwords


@dataclass(frozen=True)
class CountedTry:
    """A password that is being tried: taken back if it is right, kept if it is wrong."""

    request: HttpRequest
    action: str
    key: str
    usage: ratelimit.RateLimitUsage

    def rollback(self) -> None:
        self.usage.rollback()

    def keep(self) -> None:
        keep_wrong_try(self.request, action=self.action, key=self.key)


def refuse_if_too_many(code: str) -> None:
    """Stop the page if allauth's refusal `code` is one of its limits; what is used up was mostly asked before."""
    if code in REFUSALS:
        raise TooManyTriesError(5)


def refuse_passwords(minutes: int) -> NoReturn:
    raise TooManyTriesError(minutes, of_passwords=True)


def refuse_if_used_up(request: HttpRequest, *, action: str, key: str) -> None:
    """Stop the page with the true wait before allauth counts, which would refuse without saying how long."""
    if wait := seconds_to_wait(request, action=action, key=key):
        raise TooManyTriesError(in_minutes(wait))


def count_try(request: HttpRequest, key: str) -> CountedTry:
    """Count a password that is about to be tried for the account.

    Raises `TooManyTriesError` without trying where the limits are used up.
    """
    actions = [IN_KNOWN_BROWSER, BY_ANYBODY] if knows(request, key) else [BY_ANYBODY]
    waits = []
    for action in actions:
        waits.append(seconds_to_wait(request, action=action, key=key))
        usage = None if waits[-1] else ratelimit.consume(request, app=APP, action=action, key=key)
        if usage:
            return CountedTry(request, action, key, usage)
    refuse_passwords(in_minutes(min(waits)))


def in_minutes(seconds: float) -> int:
    """What the page says: whole minutes, one at least."""
    return max(1, math.ceil(seconds / 60))


def seconds_to_wait(request: HttpRequest, *, action: str, key: str) -> float:
    """How long until the account may be tried from here again; 0 while it may."""
    rates = ratelimit.get_rates(app=APP, action=action)
    kept = ages(request, rates, action=action, key=key) if action in KEPT_AS_ROWS else {}
    counted = [(rate, counted_ages(request, rate, action=action, key=key)) for rate in rates]
    return max((wait_of(rate, found) for rate, found in [*counted, *kept.items()]), default=0.0)


def counted_ages(request: HttpRequest, rate: ratelimit.Rate, *, action: str, key: str) -> list[float]:
    """How many seconds ago the shared store counted each try; the newest first."""
    now = time.time()
    tries = cache.get(ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
    return [now - tried for tried in tries]


def wait_of(rate: ratelimit.Rate, found: list[float]) -> float:
    """Until so many tries are old enough that the limit has room for one."""
    return max(0.0, rate.duration - found[rate.amount - 1]) if len(found) >= rate.amount else 0.0


def answer_too_many(request: HttpRequest, refusal: TooManyTriesError) -> HttpResponse:
    """429: when to try again, and for who is not signed in the ways that lead in."""
    ways = {} if request.user.is_authenticated else {"is_sign_in": True, "of_passwords": refusal.of_passwords}
    return too_many_requests(request, refusal, minutes=refusal.minutes, **ways)
