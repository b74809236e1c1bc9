"""How the pages of partnerships find their rows, and to whom they are open."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from partnercenter.links.shown import shown_generation
from partnercenter.partners.access import Capability, why_not_control
from partnercenter.partners.addresses import link_address
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.kinds import has_providers, has_resellers
from partnercenter.partners.models import Partner, Partnership, PartnershipRequest
from partnercenter.partners.partnership_queries import live_link, partnerships_of, requests_of

View = Callable[..., HttpResponseBase]


def page_of(kind: Callable[[Partner], bool], capability: Capability) -> Callable[[View], View]:
    """Open the view to colleagues with `capability` of partners of that kind; everybody else gets 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: PartnerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not kind(request.membership.partner):
                raise Http404
            return view(request, *args, **kwargs)

        return partner_page(capability)(opened)

    return decorate


def provider_page(capability: Capability) -> Callable[[View], View]:
    """A page of indirect providers."""
    return page_of(has_resellers, capability)


def reseller_page(capability: Capability) -> Callable[[View], View]:
    """A page of indirect resellers."""
    return page_of(has_providers, capability)


def find_request(request: PartnerRequest, public_id: UUID) -> PartnershipRequest:
    """A request of the provider's own. A stranger gets 404."""
    return get_object_or_404(requests_of(request.membership.partner), public_id=public_id)


def find_controllable(request: PartnerRequest, public_id: UUID) -> PartnershipRequest:
    """The same, if this colleague may change it; PermissionDenied with the reason."""
    asked = find_request(request, public_id)
    reason = why_not_control(request.membership, asked)
    if reason:
        raise PermissionDenied(reason)
    return asked


def find_partnership(request: PartnerRequest, public_id: UUID) -> Partnership:
    """A partnership that the person's partner has or had, on either side."""
    return get_object_or_404(partnerships_of(request.membership.partner), public_id=public_id)


def shown_address(request: PartnerRequest, asked: PartnershipRequest) -> str:
    """The address of the living link if this session was shown this very generation; else empty."""
    generation = shown_generation(request, asked.public_id)
    link = live_link(asked) if generation and asked.is_open else None
    return link_address(link, asked) if link and link.generation == generation else ""
