"""The administration on a host of its own, where `ADMIN_HOST` names one (reliability D26)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from partnercenter.clouds.middleware import hostname
from partnercenter.pages.views import page_not_found

# What an operator needs to get there: sign-in with its factors, and the switches. Nobody registers here, and the
# directories of organisations send their people to the portals.
OPEN = ("/accounts/", "/language/", "/appearance/", "/.well-known/security.txt")
SHUT = ("/accounts/signup/", "/accounts/directory/")


class OperatorsHostMiddleware:
    """There the administration and its sign-in alone; on every other host 404 for its path. Nothing without a host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.ADMIN_HOSTNAME:
            return self.get_response(request)
        path, front = request.path_info, f"/{settings.ADMIN_PATH}/"
        is_admin = f"{path}/".startswith(front)
        if hostname(request.get_host()) != settings.ADMIN_HOSTNAME:
            return not_here(request) if is_admin else self.get_response(request)
        request.is_operators_host = True  # type: ignore[attr-defined]  # its sessions and its mails are its own
        if path == "/":
            return HttpResponseRedirect(front)
        return self.get_response(request) if is_admin or is_way_in(path) else not_here(request)


def is_way_in(path: str) -> bool:
    """Whether a page of the portal is needed before the administration."""
    return path.startswith(OPEN) and not path.startswith(SHUT)


def not_here(request: HttpRequest) -> HttpResponse:
    """404, and no redirect to the address with a final slash either: this host knows no address at all."""
    answer = page_not_found(request)
    request.urlconf = ()  # type: ignore[assignment]
    return answer
