"""What the sign-in pages say of a link that this browser has opened, and where they lead back to.

The rooms that own links lie above this one, so they register what they know (architecture, "registration").
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnercenter.links.carrier import read_carrier

Words = str | Promise
LEAD = _("Sign in to read the request and answer it. Opening this page has changed nothing.")


@dataclass(frozen=True)
class OpenedPage:
    """The way that signing in interrupts: what to say of it, and its address on this host.

    `title` may name the partner and what it asks (K01), never the addressee: the token alone may not show more.
    """

    url: str
    title: Words = ""
    text: Words = LEAD


Describer = Callable[[HttpRequest], OpenedPage | None]
_describers: list[Describer] = []


def describes_opened_link(describer: Describer) -> Describer:
    """Register a function that knows one kind of link; it answers None where the browser carries none of it."""
    if describer not in _describers:
        _describers.append(describer)
    return describer


def opened_page(request: HttpRequest) -> OpenedPage | None:
    """What the browser has opened on this host, None where nothing."""
    if getattr(request, "cloud", None) is None and not _describers:
        return None
    for describer in _describers:
        if page := describer(request):
            return page
    return carried_invitation(request)


def carried_invitation(request: HttpRequest) -> OpenedPage | None:
    """The page behind an invitation link, from the cookie alone: without the partner's name."""
    if getattr(request, "cloud", None) is None or read_carrier(request, purpose="invitation") is None:
        return None
    try:
        return OpenedPage(url=reverse("invitation"))
    except NoReverseMatch:
        return OpenedPage(url="/invitation/")
