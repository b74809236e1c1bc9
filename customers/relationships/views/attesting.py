"""The agreement of one customer, as one of its partners sees it: is it accepted, and attesting it (R-91 to R-95)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from customers.agreements.attesting import text_to_attest
from customers.agreements.forms import AttestationForm
from customers.agreements.queries import acceptance_of, attestations_by
from customers.agreements.rules import say_no_attestation, why_no_attestation
from customers.relationships.actions.attesting import attest_agreement
from customers.relationships.models import PartnerCustomer
from customers.relationships.queries import capacities_at
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page

SHOWN_AT_MOST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SEE_CUSTOMERS)
def customer_agreement(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The version in force, this partner's own attestations, and the form where it may attest."""
    own = PartnerCustomer.objects.of(request.membership.partner).recorded()
    pair = get_object_or_404(own.select_related("customer__cloud", "owner__user"), customer__public_id=public_id)
    context = describe(request, pair)
    form = AttestationForm(request.POST or None)
    if request.method == "POST":
        if context["why_not"] == "role":
            raise PermissionDenied(Capability.ATTEST_AGREEMENT)
        if form.is_valid() and attest_now(request, pair, form):
            return redirect("customer_agreement", public_id=public_id)
    return render_form_page(request, "customers/partner/customer_agreement.html", context, form)


def describe(request: PartnerRequest, pair: PartnerCustomer) -> dict[str, Any]:
    """Whether the version in force is accepted, never by whom; and what this partner itself attested."""
    partner, customer = request.membership.partner, pair.customer
    text = text_to_attest(customer)
    why_not = why_no_attestation(customer.cloud, request.membership.roles, capacities_at(partner, customer))
    return {
        "pair": pair,
        "customer": customer,
        "text": text,
        "is_accepted": text is not None and acceptance_of(customer, text) is not None,
        "attested": attestations_by(partner, customer)[:SHOWN_AT_MOST],
        "why_not": why_not,
        "reason": say_no_attestation(why_not, customer.cloud) if why_not else "",
    }


def attest_now(request: PartnerRequest, pair: PartnerCustomer, form: AttestationForm) -> bool:
    """Whether it was attested; otherwise the form says why not."""
    on = form.cleaned_data["accepted_on"]
    try:
        attested = attest_agreement(customer=pair.customer, named=form.named(), on=on, by=request.membership)
    except ValidationError as refusal:
        is_about_day = refusal.code in ("in_the_future", "before_publication")
        form.add_error("accepted_on" if is_about_day else None, refusal)
        return False
    said = _("You attested the agreement for %(customer)s. Receipt %(number)s.")
    messages.success(request, said % {"customer": pair.customer.name, "number": attested.receipt})
    return True
