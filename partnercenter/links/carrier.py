"""The signed cookie that carries an opened link to the token-free address behind it (D5).

A cookie, not the session: scanners that open links leave nothing in the database, and signing in keeps it.
It names the subject and generation of the link, never the token; whether that link still lives is asked at
each use.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

LIFE_SECONDS = 30 * 60


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """Which link this browser opened: what it belongs to, and which generation of it."""

    subject: UUID
    generation: int


def cookie_name() -> str:
    """`__Host-link` where the portal is served over https (`SESSION_COOKIE_SECURE`), else `link`."""
    return "__Host-link" if settings.SESSION_COOKIE_SECURE else "link"


def set_carrier(response: HttpResponseBase, *, purpose: str, subject: UUID, generation: int) -> None:
    """Let the browser carry the opened link for 30 minutes. It replaces one that was carried before."""
    content = {"s": str(subject), "g": generation}
    response.set_cookie(
        cookie_name(),
        signing.dumps(content, salt=_salt(purpose)),
        max_age=LIFE_SECONDS,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def read_carrier(request: HttpRequest, *, purpose: str) -> OpenedLink | None:
    """The link that the browser carries for this purpose; None if there is none, or it is forged, expired
    or of another purpose (82)."""
    try:
        content = signing.loads(request.COOKIES[cookie_name()], salt=_salt(purpose), max_age=LIFE_SECONDS)
        return _opened(content)
    except (AttributeError, KeyError, TypeError, ValueError, signing.BadSignature):
        return None


def clear_carrier(response: HttpResponseBase) -> None:
    """Take the cookie away: the link was answered, or turned out dead."""
    response.delete_cookie(cookie_name(), path="/", samesite="Lax")


def keep_private(response: HttpResponseBase) -> HttpResponseBase:
    """What an opened link shows is kept by nobody and found by no search engine (D6)."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _opened(content: dict[str, Any]) -> OpenedLink:
    return OpenedLink(subject=UUID(content["s"]), generation=int(content["g"]))


def _salt(purpose: str) -> str:
    return f"partnercenter.links.carrier.{purpose}"
