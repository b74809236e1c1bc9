"""Where a request reads from: closed, until a guard says for whom the page is, or the page is one of the doors."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from partnercenter.wall.doors import is_door
from partnercenter.wall.readers import NOBODY, PORTAL, read_as


class WallMiddleware:
    """Who asks, and as whom, is the portal's to find out; a view that is neither guarded nor a door reads nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        read_as(PORTAL)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        if not is_door(view) and not is_of_operators(request):
            read_as(NOBODY)


def is_of_operators(request: HttpRequest) -> bool:
    """Whether the page lies in the administration, which has pages of ours, too."""
    match = request.resolver_match
    return match is not None and "admin" in match.namespaces
