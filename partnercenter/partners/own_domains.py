"""The partner's *Domains* pages, for its global admins."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from partnercenter.domains import views
from partnercenter.domains.queries import claims_of
from partnercenter.domains.urls import domain_paths
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.ownership import as_owner


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def domains(request: PartnerRequest) -> HttpResponse:
    """The list, and adding one."""
    return views.list_domains(request, desk_of(request))


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def domain(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """One domain."""
    return views.show_domain(request, desk_of(request), public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def domain_claim(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """One claim of the partner's."""
    desk = desk_of(request)
    return views.show_claim(request, claims_of(desk.organisation), public_id, desk)


def desk_of(request: PartnerRequest) -> views.Desk:
    partner = request.membership.partner
    return views.Desk(as_owner(partner), "base/partner.html", partner.time_zone, may_change=not partner.is_suspended)


urlpatterns = domain_paths(domains=domains, domain=domain, domain_claim=domain_claim)
