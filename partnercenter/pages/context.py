"""What every shell reads. It asks the request only for what other rooms' middleware has put there."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from partnercenter.pages import theme, times
from partnercenter.pages.addresses import holds_token


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the bases: what is missing on the request is None or empty, and its part stays hidden.

    `here` is where the language and appearance switches come back to; a view that answers a POST at an
    address without a GET sets `request.here` to one that has it.
    """
    return {
        "cloud": getattr(request, "cloud", None),
        "membership": getattr(request, "membership", None),
        "memberships": getattr(request, "memberships", ()),
        "navigation": getattr(request, "navigation", ()),
        "person_name": person_name(request),
        "here": getattr(request, "here", request.get_full_path()),
        # The operators' own host has no page of help, privacy and so on: there they are the portal's.
        "portal_origin": settings.BASE_URL if getattr(request, "is_operators_host", False) else "",
        "holds_token": holds_token(request),
        "theme": theme.of_request(request),
        "theme_choices": theme.CHOICES,
        "zone_label": times.long_zone_label(),
    }


def person_name(request: HttpRequest) -> str:
    """What the signed-in person is called in the bar; empty for a visitor."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return user.get_full_name() or str(user)
