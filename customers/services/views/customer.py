"""The customer's own pages: all its subscriptions, and the service requests raised for it. On acceptance hosts."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerRole
from customers.relationships.consent import access_of
from customers.services import actions
from customers.services.actions.sides import ANSWERING_CUSTOMERS
from customers.services.forms.supporting import MessageForm
from customers.services.models import ServiceRequest
from customers.services.queries import subscriptions_of
from customers.services.uses import page_of_uses, partners_who_used
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.keyset import paginate

NEWEST, SIZE = ("-raised_at", "-id"), 50


@require_safe
@customer_page(CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)
def subscriptions(request: CustomerRequest) -> HttpResponse:
    """Everything that the organisation has bought, by service, with channel and seller, and who holds rights."""
    customer = request.membership.customer
    held = [access for access in access_of(customer) if access.rights]
    context = {"rows": subscriptions_of(customer), "held": held, "customer": customer}
    return render(request, "customers/customer/subscriptions.html", context)


@require_safe
@customer_page(CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)
def rights_used(request: CustomerRequest) -> HttpResponse:
    """What partners did with their rights here: when, who, what, by which grant. It names persons (decisions §9)."""
    customer, wanted = request.membership.customer, request.GET.get("partner", "")
    page, uses = page_of_uses(customer, partner=wanted, cursor=request.GET.get("cursor", ""))
    context = {"page": page, "uses": uses, "wanted": wanted, "partners": partners_who_used(customer)}
    return render(request, "customers/customer/rights/uses.html", context)


@require_safe
@customer_page()
def service_requests(request: CustomerRequest) -> HttpResponse:
    """What partners raised for the organisation."""
    rows = ServiceRequest.objects.filter(customer=request.membership.customer).select_related("partner", "provider")
    page = paginate(rows, order=NEWEST, size=SIZE, cursor=request.GET.get("cursor", ""))
    return render(request, "customers/customer/service_requests.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@customer_page()
def service_request(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """The thread; global and billing administrators may write in it."""
    own = ServiceRequest.objects.filter(customer=request.membership.customer)
    found = get_object_or_404(own.select_related("customer", "partner", "provider"), public_id=public_id)
    may_write = request.membership.role in ANSWERING_CUSTOMERS
    form = MessageForm(request.POST or None)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    if form.is_valid():
        try:
            actions.write_message(service_request=found, text=form.cleaned_data["text"], by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The message is sent."))
            return redirect("service_request", public_id=public_id)
    context = {"found": found, "thread": found.messages.select_related("written_by"), "may_write": may_write}
    return render_form_page(request, "customers/customer/service_request.html", context, form)
