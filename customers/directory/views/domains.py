"""The organisation's *Domains* pages, for its global administrators, and the claim of a person without one."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerMembership, CustomerRole
from customers.directory.ownership import as_owner
from partnercenter.clouds.requests import AcceptanceRequest
from partnercenter.domains import views
from partnercenter.domains.queries import claims_by, claims_of


@require_http_methods(["GET", "HEAD", "POST"])
@customer_page(CustomerRole.GLOBAL_ADMIN)
def domains(request: CustomerRequest) -> HttpResponse:
    """The list, and adding one."""
    return views.list_domains(request, desk_of(request.membership))


@require_http_methods(["GET", "HEAD", "POST"])
@customer_page(CustomerRole.GLOBAL_ADMIN)
def domain(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """One domain."""
    return views.show_domain(request, desk_of(request.membership), public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def domain_claim(request: AcceptanceRequest, public_id: UUID) -> HttpResponse:
    """A claim of the organisation's, for its global administrators; or the person's own, from before there was one."""
    own = claims_by(request.user, request.cloud)
    membership = getattr(request, "membership", None)
    is_own = own.filter(public_id=public_id).exists()
    if isinstance(membership, CustomerMembership) and membership.role == CustomerRole.GLOBAL_ADMIN and not is_own:
        desk = desk_of(membership)
        return views.show_claim(request, claims_of(desk.organisation), public_id, desk)
    return views.show_claim(request, own, public_id, None)


def desk_of(membership: CustomerMembership) -> views.Desk:
    customer = membership.customer
    return views.Desk(as_owner(customer), "base/customer.html", customer.time_zone)
