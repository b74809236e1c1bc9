"""Browsers that somebody has signed in with before: guesses by others do not shut them out (T18, G15).

A signed cookie of half a year, as OWASP's *device cookies*: it names the accounts of this browser by a digest and opens
nothing. It only lets wrong passwords typed here be counted apart from those of the rest of the world.
"""

import hashlib

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase

from partnercenter.accounts.models import User
from partnercenter.canonical.emails import email_key

LIFE_SECONDS = 180 * 24 * 3600
MOST_ACCOUNTS = 5  # of one browser; the latest are kept
SIGNED_IN = "_has_signed_in"  # attribute of a request: who has just signed in


def cookie_name() -> str:
    """`__Host-device` where the portal is served over https, else `device`."""
    return f"{settings.COOKIE_PREFIX}device"


def knows(request: HttpRequest, key: str) -> bool:
    """Whether the account with this comparison key was signed in to from this browser before."""
    return digest(key) in accounts_of(request)


def place_of_known(request: HttpRequest) -> str:
    """A name for this browser while it signs one of its own accounts in, so that limits by address count it apart.

    Empty on other pages, and for other accounts: whoever has an account gains nothing against anybody else's.
    """
    match = request.resolver_match
    if request.method != "POST" or match is None or match.url_name != "account_login":
        return ""
    try:
        key = email_key(request.POST.get("login", ""))
    except ValidationError:
        return ""
    return f"device:{digest(key)}" if knows(request, key) else ""


def note_sign_in(request: HttpRequest, user: User) -> None:
    """Remember who has just signed in, for the answer's cookie."""
    setattr(request, SIGNED_IN, user)


def keep_device(request: HttpRequest, response: HttpResponseBase) -> None:
    """After a sign-in, let the browser keep that it is known to this account, beside the others of this browser."""
    user = getattr(request, SIGNED_IN, None)
    if user is None:
        return
    own = digest(email_key(user.email))
    accounts = [own, *(each for each in accounts_of(request) if each != own)][:MOST_ACCOUNTS]
    response.set_cookie(
        cookie_name(),
        signing.dumps(accounts, salt=__name__),
        max_age=LIFE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def accounts_of(request: HttpRequest) -> list[str]:
    """The digests in the cookie; none if there is no cookie, or it is forged or too old."""
    try:
        found = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=__name__, max_age=LIFE_SECONDS)
    except signing.BadSignature:
        return []
    return [str(each) for each in found]


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]
