"""Service requests of partners: on a customer's record, in the list of all, and each on its own page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.services import actions
from customers.services.forms.supporting import MessageForm, RaiseForm, ReopenForm
from customers.services.models import ServiceRequest
from customers.services.views.finding import files_of, find_pair, find_standing, requests_open_to
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.keyset import paginate
from partnercenter.pages.refusals import attempt
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.models import Partner

PAGES = ["GET", "HEAD", "POST"]
NEWEST, SIZE = ("-raised_at", "-id"), 50
BOXES = ("resellers", "own")


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def customer_service_requests(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The partner's service requests for one customer, and its resellers'."""
    pair = find_pair(request, public_id)
    rows = requests_open_to(request.membership.partner).filter(customer=pair.customer)
    page = paginate(rows, order=NEWEST, size=SIZE, cursor=request.GET.get("cursor", ""))
    context = {"pair": pair, "customer": pair.customer, "page": page, "may_write": may_write(request)}
    return render(request, "customers/partner/customer_service_requests.html", context)


def may_write(request: PartnerRequest) -> bool:
    """Whether the roles allow service requests (decisions §9), and the partner may do anything at all."""
    has_role = allowed(request.membership.roles, Capability.SERVICE_REQUESTS) is Allowed.YES
    return has_role and not request.membership.partner.is_suspended


@require_http_methods(PAGES)
@partner_page(Capability.SERVICE_REQUESTS)
def raise_service_request(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The form, which says where the request will go."""
    standing = find_standing(request, public_id)
    form = RaiseForm(request.POST or None, request.FILES or None, standing=standing)
    if form.is_valid():
        key, customer = form.cleaned_data["request_key"], standing.customer
        try:
            raised = actions.raise_service_request(
                customer=customer, matter=form.matter(), request_key=key, by=request.membership
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Service request %(number)s is raised.") % {"number": raised.number})
            return redirect("service_request", public_id=raised.public_id)
    context = {"customer": standing.customer}
    return render_form_page(request, "customers/partner/raise_service_request.html", context, form)


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def service_requests(request: PartnerRequest) -> HttpResponse:
    """All of the partner's; a provider sees its resellers' first."""
    partner = request.membership.partner
    box = box_of(partner, request.GET.get("box", ""))
    mine = {"provider": partner} if box == "resellers" else {"partner": partner}
    rows = ServiceRequest.objects.filter(**mine).select_related("customer", "partner", "provider")
    page = paginate(rows, order=NEWEST, size=SIZE, cursor=request.GET.get("cursor", ""))
    return render(request, "customers/partner/service_requests.html", {"page": page, "box": box, "partner": partner})


def box_of(partner: Partner, asked: str) -> str:
    """The box that is shown; only a provider has resellers'."""
    if not partner.is_provider:
        return "own"
    return asked if asked in BOXES else "resellers"


@require_http_methods(PAGES)
@partner_page(Capability.SEE_CUSTOMERS)
def service_request(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The thread; a POST adds a message with its files."""
    found = get_object_or_404(requests_open_to(request.membership.partner), public_id=public_id)
    form = MessageForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.write_message(service_request=found, by=request.membership, **form.written())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The message is sent."))
            return redirect("service_request", public_id=public_id)
    return render_form_page(request, "customers/partner/service_request.html", thread_page(request, found), form)


@require_http_methods(PAGES)
@partner_page(Capability.SERVICE_REQUESTS)
def reopen_service_request(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """What is still wrong; the partner that raised a closed request opens it again with that."""
    raised = requests_open_to(request.membership.partner).filter(partner=request.membership.partner)
    found = get_object_or_404(raised, public_id=public_id)
    form = ReopenForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.reopen_service_request(service_request=found, by=request.membership, **form.written())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The service request is open again."))
            return redirect("service_request", public_id=public_id)
    context = {"found": found, "customer": found.customer}
    return render_form_page(request, "customers/partner/reopen_service_request.html", context, form)


def thread_page(request: PartnerRequest, found: ServiceRequest) -> dict[str, Any]:
    """The facts, the messages, and what may be done here."""
    partner, is_open = request.membership.partner, not found.is_closed
    lies_here = found.provider_id == partner.pk and found.desk == ServiceRequest.Desk.PROVIDER
    return {
        "found": found,
        "thread": found.messages.select_related("written_by").prefetch_related(files_of()),
        "zone": partner.time_zone,
        "may_write": is_open and may_write(request),
        "may_reopen": found.may_be_reopened and found.partner_id == partner.pk and may_write(request),
        "may_forward": is_open and lies_here and may_write(request),
    }


@require_POST
@partner_page(Capability.SERVICE_REQUESTS)
def forward_service_request(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """A provider hands a reseller's on to the operator."""
    received = requests_open_to(request.membership.partner).filter(provider=request.membership.partner)
    found = get_object_or_404(received, public_id=public_id)
    if attempt(request, lambda: actions.forward_service_request(service_request=found, by=request.membership)):
        messages.success(request, _("The service request lies with the operator now."))
    return redirect("service_request", public_id=public_id)


@require_POST
@partner_page(Capability.SERVICE_REQUESTS)
def close_service_request(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """End it; the thread stays readable."""
    found = get_object_or_404(requests_open_to(request.membership.partner), public_id=public_id)
    if attempt(request, lambda: actions.close_service_request(service_request=found, by=request.membership)):
        messages.success(request, _("The service request is closed."))
    return redirect("service_request", public_id=public_id)
