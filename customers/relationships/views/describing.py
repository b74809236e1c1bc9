"""*Tags, note and owner*: what a partner keeps about a customer for itself."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from customers.grants.views.guards import unless
from customers.relationships.access import why_not_describe
from customers.relationships.actions.describing import describe_customer
from customers.relationships.forms.describing import DescriptionForm
from customers.relationships.models import PartnerCustomer
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SEE_CUSTOMERS)
@unless(why_not_describe)
def describe(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Write them down; the record shows them."""
    own = PartnerCustomer.objects.of(request.membership.partner).select_related("customer", "owner")
    pair = get_object_or_404(own, customer__public_id=public_id)
    form = DescriptionForm(request.POST if request.method == "POST" else None, pair=pair)
    if request.method == "POST" and form.is_valid():
        try:
            describe_customer(pair=pair, **form.cleaned_data, by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Tags, note and owner are saved."))
            return redirect("customer", public_id=public_id)
    return render_form_page(request, "customers/partner/describe.html", {"customer": pair.customer}, form)
