"""The customer's own pages: all its subscriptions, the log of use, the service requests raised for it."""

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
from customers.services.forms.supporting import MessageForm, ReopenForm
from customers.services.health import ailing, health_of, services_used_by
from customers.services.holdings import judge_own
from customers.services.models import ServiceRequest
from customers.services.queries import subscriptions_of
from customers.services.uses import page_of_uses, partners_who_used
from customers.services.views.finding import files_of
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.keyset import paginate

PAGES = ["GET", "HEAD", "POST"]
NEWEST, SIZE = ("-raised_at", "-id"), 50
BY_SERVICE = ("service", "-cancelled_at", "name_en", "id")


@require_safe
@customer_page(CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)
def subscriptions(request: CustomerRequest) -> HttpResponse:
    """Everything that the organisation has bought, by service, with channel and seller, and who holds rights."""
    customer = request.membership.customer
    held = [access for access in access_of(customer) if access.rights]
    page = paginate(subscriptions_of(customer), order=BY_SERVICE, size=SIZE * 2, cursor=request.GET.get("cursor", ""))
    health = health_of(customer.cloud, services_used_by(customer))
    context = {
        "page": page,
        "rows": [judge_own(each) for each in page.rows],
        "held": held,
        "customer": customer,
        "health": health,
        "ailing": ailing(health),
    }
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


@require_http_methods(PAGES)
@customer_page()
def service_request(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """The thread; global and billing administrators may write in it."""
    found = find_request(request, public_id)
    if request.method == "POST" and not may_write(request):
        raise PermissionDenied
    form = MessageForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.write_message(service_request=found, by=request.membership, **form.written())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The message is sent."))
            return redirect("service_request", public_id=public_id)
    thread = found.messages.select_related("written_by").prefetch_related(files_of())
    context = {"found": found, "thread": thread, "may_write": may_write(request)}
    return render_form_page(request, "customers/customer/service_request.html", context, form)


@require_http_methods(PAGES)
@customer_page(*ANSWERING_CUSTOMERS)
def reopen_service_request(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """What is still wrong; a closed request is open again with that."""
    found = find_request(request, public_id)
    form = ReopenForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.reopen_service_request(service_request=found, by=request.membership, **form.written())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The service request is open again."))
            return redirect("service_request", public_id=public_id)
    return render_form_page(request, "customers/customer/reopen_service_request.html", {"found": found}, form)


def find_request(request: CustomerRequest, public_id: UUID) -> ServiceRequest:
    """One that was raised for the organisation."""
    own = ServiceRequest.objects.filter(customer=request.membership.customer)
    return get_object_or_404(own.select_related("customer", "partner", "provider"), public_id=public_id)


def may_write(request: CustomerRequest) -> bool:
    return request.membership.role in ANSWERING_CUSTOMERS
