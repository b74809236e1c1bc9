"""How the pages of domains lie below a room's own path. The guarded views are the room's (partners, customers)."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

View = Callable[..., HttpResponseBase]


def domain_paths(*, domains: View, domain: View, domain_claim: View) -> list[URLPattern]:
    """The routes, under the same names on both kinds of host."""
    return [
        path("domains/", domains, name="domains"),
        path("domains/<uuid:public_id>/", domain, name="domain"),
        path("domains/claims/<uuid:public_id>/", domain_claim, name="domain_claim"),
    ]
