"""The support contact of a subscription: the seller's page, and the customer's."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.directory.guards import CustomerRequest, customer_page
from customers.services import actions
from customers.services.contacts import supported_of
from customers.services.forms.contacts import ContactForm
from customers.services.views.finding import find_sold
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.keyset import paginate
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page

BY_SERVICE, SIZE = ("service", "name_en", "id"), 100


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SERVICE_REQUESTS)
def designate_support_contact(request: PartnerRequest, public_id: UUID, subscription_id: UUID) -> HttpResponse:
    """Who supports it: the seller, or one of its resellers here."""
    subscription = find_sold(request, public_id, subscription_id)
    form = ContactForm(request.POST or None, subscription=subscription)
    if form.is_valid():
        try:
            actions.designate_support_contact(subscription=subscription, contact=form.chosen, by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            named = {"partner": form.chosen.legal_name, "name": subscription.name}
            messages.success(request, _("%(partner)s is the support contact of %(name)s.") % named)
            return redirect("customer_subscriptions", public_id=public_id)
    context = {"subscription": subscription, "customer": subscription.customer}
    return render_form_page(request, "customers/partner/support_contact.html", context, form)


@require_safe
@customer_page()
def support_contacts(request: CustomerRequest) -> HttpResponse:
    """Whom to turn to, for each subscription that lives."""
    rows = supported_of(request.membership.customer)
    page = paginate(rows, order=BY_SERVICE, size=SIZE, cursor=request.GET.get("cursor", ""))
    return render(request, "customers/customer/support_contacts.html", {"page": page})
