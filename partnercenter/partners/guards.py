"""Who may open a partner's page. Closed to everybody else: a stranger gets 404, a colleague without the role 403."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from partnercenter.accounts.fresh import ask_if_stale
from partnercenter.clouds.requests import PortalRequest
from partnercenter.partners.access import Allowed, Capability, allowed, why_not
from partnercenter.partners.models import PartnerMembership
from partnercenter.wall.readers import partner, read_as


class PartnerRequest(PortalRequest):
    """A request whose person works for a partner, on the main host."""

    membership: PartnerMembership


def partner_page(
    capability: Capability,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Open the view to members of a partner who have `capability` at all; how far it goes is the view's to ask."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            membership = getattr(request, "membership", None)
            if not isinstance(membership, PartnerMembership):
                raise Http404
            if allowed(membership.roles, capability) is Allowed.NO:
                raise PermissionDenied(why_not(membership.roles, capability))
            read_as(partner(membership.partner))
            return ask_if_stale(request) or view(request, *args, **kwargs)

        guarded.capability = capability  # type: ignore[attr-defined]
        guarded.reads_as = "partner"  # type: ignore[attr-defined]
        return guarded

    return decorate
