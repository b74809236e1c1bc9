"""What a customer orders, resizes and cancels itself: out of the catalogue, without a partner (decisions §9)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from customers.directory.guards import CustomerRequest, customer_page
from customers.services import actions
from customers.services.actions.actors import BUYERS
from customers.services.forms.buying import DirectOrderForm
from customers.services.forms.catalogue import SeatsForm
from customers.services.models import Subscription
from customers.services.queries import newer_terms, terms_of
from customers.services.rules.channels import Act
from customers.services.views.changes import Change, fitting, outlook, say_cancelled
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.refusals import attempt

PAGES = ["GET", "HEAD", "POST"]


@require_http_methods(PAGES)
@customer_page(*BUYERS)
def order_subscription(request: CustomerRequest) -> HttpResponse:
    """The catalogue as a form; ordering leads back to the subscriptions."""
    form = DirectOrderForm(request.POST or None, customer=request.membership.customer)
    if form.is_valid() and not form.closed:
        given = form.cleaned_data
        try:
            ordered = actions.order_directly(
                offer=form.chosen, seats=given["seats"], order_key=given["order_key"], by=request.membership
            )
        except ValidationError as refusal:
            form.add_error(None, fitting(form, refusal))
        else:
            messages.success(request, pgettext("by the customer", "%(name)s is ordered.") % {"name": ordered.name})
            return redirect("subscriptions")
    return render_form_page(request, "customers/customer/order_subscription.html", order_page(form), form)


def order_page(form: DirectOrderForm) -> dict[str, Any]:
    """The customer, and the terms that the order goes under."""
    accepted = terms_of(form.customer)
    newer = newer_terms(form.customer, accepted) if accepted else None
    return {"customer": form.customer, "terms": accepted, "newer": newer, "has_offers": bool(form.offers)}


@require_http_methods(PAGES)
@customer_page(*BUYERS)
def change_seats(request: CustomerRequest, subscription_id: UUID) -> HttpResponse:
    """Another number of seats."""
    subscription = find_bought(request, subscription_id)
    form = SeatsForm(request.POST or None, initial={"seats": subscription.seats})
    if form.is_valid():
        try:
            actions.change_seats(subscription=subscription, seats=form.cleaned_data["seats"], by=request.membership)
        except ValidationError as refusal:
            form.add_error("seats", refusal)
        else:
            messages.success(request, _("The number of seats is changed."))
            return redirect("subscriptions")
    context = {"subscription": subscription, "customer": subscription.customer}
    context |= outlook(subscription, Act.CHANGE_SEATS)
    return render_form_page(request, "customers/customer/change_seats.html", context, form)


@require_http_methods(PAGES)
@customer_page(*BUYERS)
def cancel_subscription(request: CustomerRequest, subscription_id: UUID) -> HttpResponse:
    """Says what cancelling does and when, and does it on POST."""
    subscription = find_bought(request, subscription_id)
    change = Change(Act.CANCEL, actions.cancel_subscription, say_cancelled(subscription))
    return confirm(request, subscription, change)


@require_http_methods(PAGES)
@customer_page(*BUYERS)
def keep_subscription(request: CustomerRequest, subscription_id: UUID) -> HttpResponse:
    """Says what taking a cancellation back does, and does it on POST."""
    change = Change(Act.KEEP, actions.keep_subscription, _("%(name)s goes on."))
    return confirm(request, find_bought(request, subscription_id), change)


def find_bought(request: CustomerRequest, subscription_id: UUID) -> Subscription:
    """A subscription that the organisation bought directly; what partners sold to it is changed by them alone."""
    own = Subscription.objects.filter(customer=request.membership.customer, channel=Subscription.Channel.DIRECT)
    return get_object_or_404(own.select_related("customer__cloud", "offer"), public_id=subscription_id)


def confirm(request: CustomerRequest, subscription: Subscription, change: Change) -> HttpResponse:
    """The page that names the consequence, and the deed."""
    if request.method != "POST":
        context = {"subscription": subscription, "customer": subscription.customer, "act": change.act.value}
        context |= outlook(subscription, change.act)
        return render(request, "customers/customer/change_subscription.html", context)
    if attempt(request, lambda: change.action(subscription=subscription, by=request.membership)):
        messages.success(request, change.done % {"name": subscription.name})
    return redirect("subscriptions")
