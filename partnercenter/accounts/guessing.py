"""Guessing at passwords and codes: counted in the shared store, and answered by 429 once there were too many (G15).

Passwords count by the address they come from and by the account, registered or not. In a browser that knows the account
they count by themselves first, so that nobody can shut its owner out by guessing from elsewhere.
"""

import math
import time
from typing import Any, NoReturn

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from partnercenter.accounts.devices import knows
from partnercenter.pages.views import too_many_requests

APP, BY_ANYBODY, IN_KNOWN_BROWSER = "allauth.account", "login_failed", "login_failed_known"
REFUSALS = {"too_many_login_attempts", "rate_limited"}  # allauth's codes; as errors of a form they would answer 422


class TooManyTriesError(Exception):
    """No more tries for so many minutes; nothing was tried. Other ways in help against a limit of passwords alone."""

    def __init__(self, minutes: int, *, of_passwords: bool = False) -> None:
        super().__init__(minutes)
        self.minutes, self.of_passwords = minutes, of_passwords


def refuse_if_too_many(code: str) -> None:
    """Stop the page if allauth's refusal `code` is one of its limits: most of them last 5 minutes."""
    if code in REFUSALS:
        raise TooManyTriesError(5)


def refuse_passwords(minutes: int) -> NoReturn:
    raise TooManyTriesError(minutes, of_passwords=True)


def count_try(request: HttpRequest, key: str) -> Any:
    """Count a password that is about to be tried for the account; the use, to be taken back if it is right.

    Raises `TooManyTriesError` without trying where the limits are used up.
    """
    usage = None
    if knows(request, key):
        usage = ratelimit.consume(request, app=APP, action=IN_KNOWN_BROWSER, key=key)
    usage = usage or ratelimit.consume(request, app=APP, action=BY_ANYBODY, key=key)
    return usage or refuse_passwords(minutes_to_wait(request, key))


def minutes_to_wait(request: HttpRequest, key: str) -> int:
    """How long until the account may be tried from here again, at least a minute."""
    rates = ratelimit.get_rates(app=APP, action=BY_ANYBODY)
    waits = [seconds_to_wait(request, key, rate) for rate in rates]
    return max(1, math.ceil(max(waits) / 60))


def seconds_to_wait(request: HttpRequest, key: str, rate: ratelimit.Rate) -> float:
    """Until the oldest counted try falls out of the limit; 0 while it is not used up."""
    tries = cache.get(ratelimit.get_cache_key(request, app=APP, action=BY_ANYBODY, rate=rate, key=key), [])
    return tries[-1] + rate.duration - time.time() if len(tries) >= rate.amount else 0


def answer_too_many(request: HttpRequest, refusal: TooManyTriesError) -> HttpResponse:
    """429: when to try again, and for who is not signed in the ways that lead in."""
    ways = {} if request.user.is_authenticated else {"is_sign_in": True, "of_passwords": refusal.of_passwords}
    return too_many_requests(request, refusal, minutes=refusal.minutes, **ways)
