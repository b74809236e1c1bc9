"""The customer's partners, seen from its services."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerRole
from partnercenter.home.queries.services import services_of


@require_safe
@customer_page(CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)
def partners_by_service(request: CustomerRequest) -> HttpResponse:
    """Of each service: who sells it, who supports it, and what rights these partners hold."""
    customer = request.membership.customer
    services, others = services_of(customer)
    context = {"customer": customer, "services": services, "others": others, "may_read_log": True}
    return render(request, "home/partners_by_service.html", context)
