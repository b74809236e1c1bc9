"""The Customers list as a file."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from customers.relationships import export
from customers.relationships.forms.narrowing import CustomerFilterForm
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.sheets.writing import Format, sheet_file


@require_safe
@partner_page(Capability.SEE_LOG)
def export_customers(request: PartnerRequest) -> HttpResponseBase:
    """What the address narrows, in its order; without filters all customers. `format` is csv or xlsx."""
    partner = request.membership.partner
    form = CustomerFilterForm(request.GET, partner=partner)
    kind = Format.XLSX if request.GET.get("format") == Format.XLSX else Format.CSV
    lines = export.lines(partner, form.narrowing, form.order)
    return sheet_file(kind, "customers", export.header(), lines)
