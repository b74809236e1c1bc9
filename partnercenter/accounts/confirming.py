"""Confirming once more that it is oneself (decisions §5): who has neither password nor second factor does it by a code.

allauth lets such a person pass by nothing; here nobody does. A person whose account is younger than the limit has just
proven the mailbox and chosen the password, so nothing is asked again.
"""

import secrets
import time
from datetime import timedelta
from typing import Any

from allauth.account.internal.flows import login, reauthentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows as flows_of_allauth
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from partnercenter.accounts.codes import open_code, seal_code
from partnercenter.accounts.mailing import queue_account_mail
from partnercenter.accounts.models import User
from partnercenter.accounts.places import origin_of

BY_CODE = "reauthenticate_by_code"
SENT = "confirmation_code"  # session key: the sealed code, until when, and how often one may still try
LIFE, TRIES = 15 * 60, 3  # seconds; wrong codes


def ways_to_confirm(user: Any) -> list[dict[str, Any]]:
    """The ways that the person has: as allauth says, and a mailed code where it knows none."""
    found: list[dict[str, Any]] = flows_of_allauth(user)
    return found or ([{"id": BY_CODE}] if user.is_authenticated else [])


def use_everywhere() -> None:
    """Let allauth ask us: without a way it takes everybody for confirmed, and it has no hook for that."""
    reauthentication.get_reauthentication_flows = ways_to_confirm


def send_code(request: HttpRequest, user: User) -> None:
    """Mail a code; the session keeps it sealed. An earlier one no longer works."""
    code = "".join(secrets.choice("0123456789") for _digit in range(8))
    request.session[SENT] = {"code": seal_code(code), "until": time.time() + LIFE, "tries": TRIES}
    queue_account_mail(
        "confirmation_code",
        email=user.email,
        origin=origin_of(request),
        cloud_code=getattr(getattr(request, "cloud", None), "code", ""),
        code=f"{code[:4]}-{code[4:]}",
    )


def is_right(request: HttpRequest, typed: str) -> bool:
    """Whether this is the code that was sent; a few wrong ones end it, and it works once."""
    sent = request.session.get(SENT)
    if not sent or sent["until"] < time.time():
        return False
    digits = "".join(sign for sign in typed if sign.isdigit())
    fits = secrets.compare_digest(digits, open_code(sent["code"])) if digits.isascii() else False
    sent["tries"] -= 1
    if fits or sent["tries"] <= 0:
        del request.session[SENT]
    request.session.modified = True
    return fits


def note_confirmed(request: HttpRequest, user: User) -> None:
    """The person has just proven to be there."""
    login.record_authentication(request, user, method="code", email=user.email, reauthenticated=True)


def has_just_registered(user: User) -> bool:
    """Whether the account is so young that signing in was proof enough."""
    limit = timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
    return timezone.now() - user.date_joined < limit
