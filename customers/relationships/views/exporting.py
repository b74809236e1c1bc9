"""The Customers list as a file, and how far a long one is."""

from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from customers.relationships import export
from customers.relationships.counting import count_all, is_long
from customers.relationships.forms.narrowing import CustomerFilterForm
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.sheets import progress
from partnercenter.sheets.writing import Format, sheet_file


@require_safe
@partner_page(Capability.SEE_LOG)
def export_customers(request: PartnerRequest) -> HttpResponseBase:
    """What the address narrows, in its order; without filters all customers. `format` is csv or xlsx.

    A long one is sent by way of the page that shows its progress, which names it by an id in `file`.
    """
    partner = request.membership.partner
    form = CustomerFilterForm(request.GET, partner=partner)
    file = read_file(request)
    if file is None and is_long(partner, form.narrowing):
        return redirect(f"{reverse('export_progress')}{address_of(request, uuid4())}")
    kind = Format.XLSX if request.GET.get("format") == Format.XLSX else Format.CSV
    lines = export.lines(partner, form.narrowing, form.order)
    if file:
        lines = progress.watched(progress.key_of(request.membership.public_id, file), lines)
    return sheet_file(kind, "customers", export.header(), lines)


@require_safe
@partner_page(Capability.SEE_LOG)
def export_progress(request: PartnerRequest) -> HttpResponse:
    """Begins the file, unless it has begun, and says how far it is; an address without a file begins none."""
    file, partner = read_file(request), request.membership.partner
    if file is None:
        return render(request, "customers/partner/export_progress.html", {})
    key = progress.key_of(request.membership.public_id, file)
    known = progress.read(key)
    if known is None:
        form = CustomerFilterForm(request.GET, partner=partner)
        known = progress.keep(key, progress.Progress(count_all(partner, form.narrowing)))
    context = {"progress": known, "download": f"{reverse('export_customers')}{address_of(request, file)}"}
    return render(request, "customers/partner/export_progress.html", context)


def read_file(request: PartnerRequest) -> UUID | None:
    """The id in the address; None without one, and for junk."""
    try:
        return UUID(request.GET.get("file", ""))
    except ValueError:
        return None


def address_of(request: PartnerRequest, file: UUID) -> str:
    """The query of the same list as this file."""
    kept = {name: value for name, value in request.GET.items() if name != "file"}
    return "?" + urlencode(kept | {"file": str(file)})
