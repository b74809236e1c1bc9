"""What a session is good for: the host that it began on (decisions §1), and only for so long (D27)."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from partnercenter.accounts.limits import note_click, why_over
from partnercenter.accounts.sessions import BOUND_TO, OPERATORS


class BoundSessionMiddleware:
    """Binds a signed-in session to the first host that sees it; on every other one its person is a stranger.

    Browsers keep the hosts apart by themselves (the cookie has no domain); this holds where they do not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not is_bound_here(request):
            request.user = AnonymousUser()
        return self.get_response(request)


def is_bound_here(request: HttpRequest) -> bool:
    """Whether the session belongs to the host that was asked; one without a host is bound to it now."""
    here = getattr(getattr(request, "cloud", None), "code", "")
    if getattr(request, "is_operators_host", False):
        here = OPERATORS
    if BOUND_TO not in request.session:
        request.session[BOUND_TO] = here
    return bool(request.session[BOUND_TO] == here)


class SessionLimitsMiddleware:
    """Ends a session that lasted too long or was left alone, says so on the page of signing in, and leads back.

    Behind the messages' middleware; Django asks for the sign-in itself, once the person is a stranger.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            if reason := why_over(request.session, request.user, now):
                logout(request)
                messages.info(request, render_to_string("parts/_signed_out.html", {"reason": reason}).strip())
            else:
                note_click(request.session, request.user, now)
        return self.get_response(request)
