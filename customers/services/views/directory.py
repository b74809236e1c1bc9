"""The customer's own people and licences, to read: partners act on them by rights, and the log of use says who did."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerRole
from customers.services.licensing import licence_subscriptions, with_licences
from customers.services.queries import directory_of
from partnercenter.pages.keyset import paginate

BY_NAME, SIZE = ("sort_key", "id"), 50


@require_safe
@customer_page(CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)
def directory(request: CustomerRequest) -> HttpResponse:
    """Everybody in the directory with what each may use, and how many seats of each subscription are assigned."""
    customer, typed = request.membership.customer, request.GET.get("q", "")[:200]
    bought = list(licence_subscriptions(customer))
    people = with_licences(directory_of(customer, typed), among=bought)
    page = paginate(people, order=BY_NAME, size=SIZE, cursor=request.GET.get("cursor", ""))
    context = {"customer": customer, "page": page, "typed": typed, "subscriptions": bought}
    return render(request, "customers/customer/directory.html", context)
