"""The partner's Customers list, and the record of one customer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from customers.relationships.access import why_not_describe
from customers.relationships.asked import asked_of
from customers.relationships.capacities import name_capacities
from customers.relationships.counting import count_customers
from customers.relationships.forms.narrowing import CustomerFilterForm
from customers.relationships.heads import heads_of
from customers.relationships.lines import Opening, draw_lines
from customers.relationships.listing import page_of_customers
from customers.relationships.models import PartnerCustomer
from customers.relationships.queries import Record, read_record
from partnercenter.pages.keyset import KeysetPage
from partnercenter.partners.access import Allowed, Capability, allowed, why_not
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.request_rules import why_not_request


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def customers(request: PartnerRequest) -> HttpResponse:
    """The list: searched, filtered, sorted, paged; `?open=<customer>` shows the record of one row in its place."""
    partner = request.membership.partner
    form = CustomerFilterForm(request.GET, partner=partner)
    narrowing = form.narrowing
    page = page_of_customers(partner, narrowing, sort=form.order, cursor=request.GET.get("cursor", ""))
    opened = opened_record(page, request.GET.get("open", ""))
    context = {
        "form": form,
        "narrowing": narrowing,
        "page": page,
        "lines": draw_lines(page.rows, name_capacities(partner, page.rows), opening(request, opened)),
        "opened": opened,
        "count": count_customers(partner, narrowing, page) if narrowing.is_on else None,
        "why_not_request": why_not_request(request.membership),
        "heads": heads_of(form),
        "may_export": allowed(request.membership.roles, Capability.SEE_LOG) is Allowed.YES,
    }
    return render(request, "customers/partner/customers.html", context)


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def customer(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The record of one customer; 404 unless the partner has or had a tie with it."""
    own = PartnerCustomer.objects.of(request.membership.partner).recorded()
    pair = get_object_or_404(own, customer__public_id=public_id)
    context = {
        "record": read_record(pair),
        "why_not_request": why_not_request(request.membership),
        "why_not_describe": why_not_describe(request.membership),
        "asked_ends": asked_of(pair.partner).filter(relationship__customer=pair.customer),
        "why_not_end": why_not(request.membership.roles, Capability.END_RELATIONSHIP),
    }
    return render(request, "customers/partner/customer.html", context)


def opening(request: PartnerRequest, opened: Record | None) -> Opening:
    """The pair that is open, and this page's query, once so that a row's id opens it there, once with each closed."""
    query = request.GET.copy()
    query.pop("open", None)
    kept = query.urlencode()
    return Opening(opened.pair if opened else None, f"?{kept}&open=" if kept else "?open=", f"?{kept}")


def opened_record(page: KeysetPage[PartnerCustomer], asked: str) -> Record | None:
    """The record of the row that is asked for, if it stands on this page."""
    row = next((row for row in page.rows if str(row.customer.public_id) == asked), None)
    return read_record(row) if row else None
