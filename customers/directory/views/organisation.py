"""The organisation's own page: what is registered of it, and its domains."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerRole
from customers.directory.ownership import as_owner
from partnercenter.clouds.markets import country_name
from partnercenter.domains.queries import domains_of


@require_safe
@customer_page()
def organisation(request: CustomerRequest) -> HttpResponse:
    """For every member; only a global administrator changes domains."""
    customer = request.membership.customer
    is_admin = request.membership.role == CustomerRole.GLOBAL_ADMIN
    context = {
        "customer": customer,
        "country": country_name(customer.country),
        "domains": domains_of(as_owner(customer)),
        "is_admin": is_admin,
    }
    return render(request, "customers/customer/organisation.html", context)
