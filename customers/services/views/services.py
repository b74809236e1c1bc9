"""Services: how they are, and the way to administer one of a customer's (R-114)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.grants.needs import Need
from customers.grants.rights import may_use
from customers.relationships.models import PartnerCustomer
from customers.services.actions.administering import administer_service as act
from customers.services.administering import ServiceLine, services_of
from customers.services.health import ailing, health_of, services_sold_in
from customers.services.holdings import holdings_of
from customers.services.queries import standing_of
from customers.services.views.finding import find_pair
from customers.services.views.subscriptions import way_to_manage
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.request_rules import why_not_request


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def service_health(request: PartnerRequest) -> HttpResponse:
    """Every service of the partner's cloud, the ailing ones first."""
    cloud = request.membership.partner.cloud
    services = health_of(cloud, services_sold_in(cloud))
    context = {
        "ailing": ailing(services),
        "services": services,
        "cloud": cloud,
        "past": [each for each in services if each.past],
    }
    return render(request, "customers/partner/service_health.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SEE_CUSTOMERS)
def administer_service(request: PartnerRequest, public_id: UUID, service_id: UUID) -> HttpResponse:
    """By which right one would act, or why not; a POST logs the use and says where it goes on."""
    pair = find_pair(request, public_id)
    line = find_line(request, pair, service_id)
    if request.method == "POST":
        act(customer=pair.customer, service=line.service, by=request.membership)
        messages.success(request, _("Your access to %(service)s is in the log.") % {"service": line.service})
        return redirect("administer_service", public_id=public_id, service_id=service_id)
    context = {
        "pair": pair,
        "customer": pair.customer,
        "line": line,
        "may_request": not why_not_request(request.membership),
        "way": way_to_manage(request.membership, pair.customer) if line.closed else "",
    }
    return render(request, "customers/partner/administer_service.html", context)


def find_line(request: PartnerRequest, pair: PartnerCustomer, service_id: UUID) -> ServiceLine:
    """A service of what the person sees of the customer."""
    standing = standing_of(request.membership.partner, pair.customer)
    seeing = may_use(request.membership, pair.customer, Need.SEE_SERVICES)
    lines = services_of(holdings_of(standing, sees_services=bool(seeing)), request.membership)
    for line in lines:
        if line.key == service_id:
            return line
    raise Http404
