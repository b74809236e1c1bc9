"""Which host was asked: the main one, or a cloud's acceptance host (decisions §1). Unknown hosts get 400."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from partnercenter.clouds.models import CloudRegion
from partnercenter.clouds.serving import is_served


class AcceptanceHostMiddleware:
    """Sets `request.cloud` (None on the main host) and, on acceptance hosts, the URLs of that host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.cloud = cloud_of_host(request.get_host())  # type: ignore[attr-defined]
        if request.cloud:  # type: ignore[attr-defined]
            request.urlconf = settings.ACCEPTANCE_URLCONF
        return self.get_response(request)


def cloud_of_host(host: str) -> CloudRegion | None:
    """The cloud whose acceptance host `host` is, None for the main and the operators' host; else DisallowedHost."""
    name = hostname(host)
    if name in (settings.MAIN_HOSTNAME, settings.ADMIN_HOSTNAME or settings.MAIN_HOSTNAME):
        return None
    label, _, parent = name.partition(".")
    cloud = (
        CloudRegion.objects.filter(host_label=label).first() if parent == hostname(settings.ACCEPTANCE_DOMAIN) else None
    )
    if cloud is None or not is_served(cloud):
        raise DisallowedHost(f"No portal is served at {name!r}.")
    return cloud


def hostname(host: str) -> str:
    """The name in `name:port`, in lower case, without the final dot that DNS allows."""
    return (urlsplit(f"//{host}").hostname or "").rstrip(".")
