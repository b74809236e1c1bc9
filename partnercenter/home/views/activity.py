"""The log as pages: a partner's, a partner's of one customer, a customer's; each also as a file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerRole
from customers.relationships.models import PartnerCustomer
from partnercenter.home.activity_files import as_csv
from partnercenter.home.forms import ActivityFilterForm, CustomerActivityForm, PartnerActivityForm
from partnercenter.home.queries.activity import all_activity, page_of_activity
from partnercenter.home.queries.viewers import Narrowing, Viewer
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page

ADMINS = (CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)


@require_safe
@partner_page(Capability.SEE_LOG)
def activity(request: PartnerRequest) -> HttpResponse:
    """Everything that the partner and its customers did with each other."""
    form = PartnerActivityForm(request.GET, viewer=Viewer(request.membership.partner))
    return show(request, "home/activity/partner.html", form, form.narrowing)


@require_safe
@partner_page(Capability.SEE_LOG)
def export_activity(request: PartnerRequest) -> HttpResponseBase:
    """The same as a file, narrowed as the page is."""
    form = PartnerActivityForm(request.GET, viewer=Viewer(request.membership.partner))
    return download(form, form.narrowing)


@require_safe
@partner_page(Capability.SEE_LOG)
def customer_activity(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The log of this partner at one customer."""
    pair = find_pair(request, public_id)
    form = ActivityFilterForm(request.GET, viewer=Viewer(request.membership.partner))
    context = {"pair": pair, "customer": pair.customer}
    return show(request, "home/activity/record.html", form, of_customer(form, pair), **context)


@require_safe
@partner_page(Capability.SEE_LOG)
def export_customer_activity(request: PartnerRequest, public_id: UUID) -> HttpResponseBase:
    """The same as a file."""
    form = ActivityFilterForm(request.GET, viewer=Viewer(request.membership.partner))
    return download(form, of_customer(form, find_pair(request, public_id)))


@require_safe
@customer_page(*ADMINS)
def own_activity(request: CustomerRequest) -> HttpResponse:
    """Everything that was done in the organisation and by its partners here. It names persons (decisions §9)."""
    form = CustomerActivityForm(request.GET, viewer=Viewer(request.membership.customer))
    return show(request, "home/activity/customer.html", form, form.narrowing)


@require_safe
@customer_page(*ADMINS)
def export_own_activity(request: CustomerRequest) -> HttpResponseBase:
    """The same as a file."""
    form = CustomerActivityForm(request.GET, viewer=Viewer(request.membership.customer))
    return download(form, form.narrowing)


def find_pair(request: PartnerRequest, public_id: UUID) -> PartnerCustomer:
    """The partner's own row of a customer, with what the head of a record shows."""
    own = PartnerCustomer.objects.of(request.membership.partner).recorded()
    return get_object_or_404(own, customer__public_id=public_id)


def of_customer(form: ActivityFilterForm, pair: PartnerCustomer) -> Narrowing:
    """What the form asks for, of this customer alone."""
    return form.narrowing.only(pair.customer.public_id)


def show(
    request: HttpRequest, template: str, form: ActivityFilterForm, to: Narrowing, **context: object
) -> HttpResponse:
    """One page of the log."""
    page, told = page_of_activity(form.viewer, to, request.GET.get("cursor", ""))
    return render(request, template, {"form": form, "page": page, "told": told, **context})


def download(form: ActivityFilterForm, to: Narrowing) -> HttpResponseBase:
    """All of it, written as it is read; times in the zone of the page."""
    return as_csv(all_activity(form.viewer, to), form.viewer.reader, zone=timezone.get_current_timezone())
