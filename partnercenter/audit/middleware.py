"""Remembers where the request comes from, for the log rows written while it is answered."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from partnercenter.audit.log import Origin, origin

LONGEST_AGENT = 300


class OriginMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = origin.set(Origin(client_address(request), printable(request.headers.get("User-Agent", ""))))
        try:
            return self.get_response(request)
        finally:
            origin.reset(token)


def client_address(request: HttpRequest) -> str | None:
    """The caller's IP address: the right-most hop that our own proxies did not add; None where it is no address."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    count = settings.TRUSTED_PROXIES
    candidate = hops[-count] if count and len(hops) >= count else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(candidate))
    except ValueError:
        return None


def printable(text: str) -> str:
    """At most 300 printable characters: the header is the caller's to forge."""
    return "".join(char if char.isprintable() else " " for char in text[:LONGEST_AGENT])
