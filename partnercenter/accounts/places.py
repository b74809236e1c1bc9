"""Addresses of this host that are safe to name or to go to: out of the settings, never out of a header (T9)."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

GOING_TO = "going_to"  # session key: where somebody was going who first has to set up a second factor
LONGEST_PATH = 2000  # characters
CONTROLS = {chr(code) for code in range(0x20)} | {"\x7f", "\\"}


def origin_of(request: HttpRequest) -> str:
    """Scheme and host of the host that was asked; `request.cloud` says which one it is."""
    cloud = getattr(request, "cloud", None)
    scheme = urlsplit(settings.BASE_URL).scheme
    if getattr(request, "is_operators_host", False):
        return f"{scheme}://{settings.ADMIN_HOST}"
    if cloud is None:
        return str(settings.BASE_URL)
    return f"{scheme}://{cloud.host_label}.{settings.ACCEPTANCE_DOMAIN}"


def is_own_page(url: str, urlconf: str | None = None) -> bool:
    """Whether `url` is the path of a page of this host (bad inputs 71 and 72).

    Only a path is taken, no scheme and no host, and it has to lead to one of our views once decoded: what a
    browser or a proxy may read as another site leads to none.
    """
    decoded = unquote(url)
    if len(url) > LONGEST_PATH or CONTROLS.intersection(decoded):
        return False
    path = urlsplit(decoded).path if url.startswith("/") and not decoded.startswith("//") else ""
    if not path or "//" in path:
        return False
    try:
        return bool(resolve(path, urlconf))
    except Resolver404:
        return False
