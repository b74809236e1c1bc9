"""A session counts on the host that it began on (decisions §1), even if its cookie is carried to another."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

BOUND_TO = "bound_to"  # session key: code of the cloud whose host it is, "" for the main host


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
    if BOUND_TO not in request.session:
        request.session[BOUND_TO] = here
    return bool(request.session[BOUND_TO] == here)
