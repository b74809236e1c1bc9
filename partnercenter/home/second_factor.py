"""Who needs a second factor and has none sets one up before anything else (decisions §9, D26)."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnercenter.teams.factors import has_factor

# The account pages, where it is set up; what everybody may read; the links that are opened on the way.
OPEN = ("/accounts/", "/language/", "/appearance/", "/switch/", "/help/", "/privacy/", "/accessibility/", "/verify/")
OPENED = ("/i/", "/p/", "/team/join/", "/mailbox/", "/.well-known/")


class SecondFactorMiddleware:
    """Leads to the page that says why and how. Behind the memberships, which know what their roles need."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith((*OPEN, *OPENED)) or not lacks_factor(request):
            return self.get_response(request)
        way_back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
        return redirect(f"{reverse('second_factor_needed')}?{urlencode({'next': way_back})}")


def lacks_factor(request: HttpRequest) -> bool:
    """Whether what the person is here needs a second factor that is not there."""
    membership = getattr(request, "membership", None)
    is_member_without = bool(getattr(membership, "lacks_factor", False))
    return is_member_without or (is_in_administration(request) and not has_factor(request.user))


def is_in_administration(request: HttpRequest) -> bool:
    """An operator before the administration, where all operators need one (not in the demo)."""
    is_asked = settings.OPERATORS_NEED_SECOND_FACTOR and request.path.startswith(f"/{settings.ADMIN_PATH}/")
    return bool(is_asked and getattr(request.user, "is_staff", False))
