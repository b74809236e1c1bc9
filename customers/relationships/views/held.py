"""The record's *Admin relationships*: what the partner holds and held at one customer, and giving it up."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.grants.forms.assigning import GiveUpForm
from customers.grants.queries.grants import database_now
from customers.grants.queries.listing import listed, own_grants, with_groups
from customers.grants.views.guards import managing_page
from customers.relationships.actions import give_up_rights
from customers.relationships.duty import duty_of
from customers.relationships.models import PartnerCustomer
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.request_rules import why_not_request

MOST = 100  # of one customer; nobody has as many


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def customer_grants(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Rights in force, then those that ended; *Ask for rights again*."""
    partner = request.membership.partner
    own = PartnerCustomer.objects.of(partner).recorded()
    pair = get_object_or_404(own, customer__public_id=public_id)
    rows = listed(with_groups(own_grants(partner).filter(customer=pair.customer))[:MOST], database_now())
    context = {
        "pair": pair,
        "customer": pair.customer,
        "held": [row for row in rows if not row.is_over],
        "ended": [row for row in rows if row.is_over],
        "duty": duty_of(partner, pair.customer),
        "why_not_request": why_not_request(request.membership),
    }
    return render(request, "customers/grants/partner_customer_grants.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@managing_page
def give_up(request: PartnerRequest, public_id: UUID, grant_id: UUID) -> HttpResponse:
    """What ends, what stays, and *Give up the rights*."""
    own = own_grants(request.membership.partner).filter(customer__public_id=public_id)
    grant = get_object_or_404(own, public_id=grant_id)
    if not grant.is_active:
        return redirect("grant", public_id=grant_id)
    form = GiveUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_up_rights(grant=grant, reason=form.cleaned_data["reason"], by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("You gave up these rights. Your staff no longer have access by them."))
            return redirect("grant", public_id=grant_id)
    context = {"grant": grant, "duty": duty_of(grant.partner, grant.customer)}
    return render_form_page(request, "customers/grants/partner_give_up.html", context, form)
