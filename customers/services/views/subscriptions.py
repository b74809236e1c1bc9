"""The record's *Services and subscriptions*: what was sold, what was bought elsewhere, orders and changes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.directory.models import Customer
from customers.grants.actions.use import say_why
from customers.grants.needs import Need
from customers.grants.rights import Refusal, may_use, way_out
from customers.relationships.models import ResellerRelationship
from customers.services import actions
from customers.services.administering import services_of
from customers.services.forms.catalogue import SeatsForm
from customers.services.forms.ordering import OrderForm
from customers.services.holdings import holdings_of
from customers.services.models import Subscription
from customers.services.queries import newer_terms, standing_of, terms_of
from customers.services.rules.channels import Act
from customers.services.views.changes import Change, fitting, outlook, say_cancelled
from customers.services.views.finding import find_pair, find_sold, find_standing
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.refusals import attempt
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.request_rules import why_not_request

PAGES = ["GET", "HEAD", "POST"]


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def customer_subscriptions(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """What the partner sold, what its provider sold with it, and, with rights, what was bought elsewhere."""
    pair = find_pair(request, public_id)
    standing = standing_of(request.membership.partner, pair.customer)
    seeing = may_use(request.membership, pair.customer, Need.SEE_SERVICES)
    holdings = holdings_of(standing, sees_services=bool(seeing), cursor=request.GET.get("cursor", ""))
    services = services_of(holdings, request.membership)
    has_closed = any(line.closed for line in services)
    context = {
        "pair": pair,
        "customer": pair.customer,
        "standing": standing,
        "holdings": holdings,
        "services": services,
        "has_closed": has_closed,
        "may_support": allowed(request.membership.roles, Capability.SERVICE_REQUESTS) is Allowed.YES,
        "why_unseen": say_why(seeing, pair.customer) if isinstance(seeing, Refusal) else "",
        "way_to_see": way_out(seeing, request.membership, pair.customer),
        "way_to_manage": way_to_manage(request.membership, pair.customer) if has_closed else "",
        "may_order": may_order(request.membership),
        "may_request": not why_not_request(request.membership),
    }
    return render(request, "customers/partner/customer_subscriptions.html", context)


def way_to_manage(membership: PartnerMembership, customer: Customer) -> str:
    """What helps where services cannot be administered."""
    return way_out(may_use(membership, customer, Need.MANAGE_SERVICES), membership, customer)


def may_order(membership: PartnerMembership) -> bool:
    """Whether the roles allow orders and changes (decisions §9)."""
    return allowed(membership.roles, Capability.ORDER) is Allowed.YES


@require_http_methods(PAGES)
@partner_page(Capability.ORDER)
def order_subscription(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The catalogue as a form; ordering leads back to the record."""
    standing = find_standing(request, public_id)
    form = OrderForm(request.POST or None, standing=standing)
    if form.is_valid() and not form.closed:
        try:
            ordered = place(form, request.membership)
        except ValidationError as refusal:
            form.add_error(None, fitting(form, refusal))
        else:
            messages.success(request, _("%(name)s is ordered.") % {"name": ordered.name})
            return redirect("customer_subscriptions", public_id=public_id)
    return render_form_page(request, "customers/partner/order_subscription.html", order_page(form), form)


def place(form: OrderForm, by: PartnerMembership) -> Subscription:
    """The order that the form holds."""
    customer, key = form.standing.customer, form.cleaned_data["order_key"]
    return actions.order(customer=customer, basket=form.basket(), order_key=key, by=by)


def order_page(form: OrderForm) -> dict[str, Any]:
    """The customer, and the terms that the order goes under."""
    customer = form.standing.customer
    accepted = terms_of(customer)
    newer = newer_terms(customer, accepted) if accepted else None
    return {"customer": customer, "terms": accepted, "newer": newer, "has_offers": bool(form.offers)}


@require_http_methods(PAGES)
@partner_page(Capability.ORDER)
def change_seats(request: PartnerRequest, public_id: UUID, subscription_id: UUID) -> HttpResponse:
    """Another number of seats."""
    subscription = find_sold(request, public_id, subscription_id)
    form = SeatsForm(request.POST or None, initial={"seats": subscription.seats})
    if form.is_valid():
        try:
            actions.change_seats(subscription=subscription, seats=form.cleaned_data["seats"], by=request.membership)
        except ValidationError as refusal:
            form.add_error("seats", refusal)
        else:
            messages.success(request, _("The number of seats is changed."))
            return redirect("customer_subscriptions", public_id=public_id)
    context = {"subscription": subscription, "customer": subscription.customer}
    context |= outlook(subscription, Act.CHANGE_SEATS)
    return render_form_page(request, "customers/partner/change_seats.html", context, form)


@require_http_methods(PAGES)
@partner_page(Capability.ORDER)
def suspend_subscription(request: PartnerRequest, public_id: UUID, subscription_id: UUID) -> HttpResponse:
    """Says what suspending does, and does it on POST."""
    change = Change(Act.SUSPEND, actions.suspend_subscription, _("%(name)s is suspended."))
    return confirm(request, find_sold(request, public_id, subscription_id), change)


@require_http_methods(PAGES)
@partner_page(Capability.ORDER)
def resume_subscription(request: PartnerRequest, public_id: UUID, subscription_id: UUID) -> HttpResponse:
    """Says what resuming does, and does it on POST."""
    change = Change(Act.RESUME, actions.resume_subscription, _("%(name)s goes on."))
    return confirm(request, find_sold(request, public_id, subscription_id), change)


@require_http_methods(PAGES)
@partner_page(Capability.ORDER)
def cancel_subscription(request: PartnerRequest, public_id: UUID, subscription_id: UUID) -> HttpResponse:
    """Says what cancelling does and when, and does it on POST."""
    subscription = find_sold(request, public_id, subscription_id)
    change = Change(Act.CANCEL, actions.cancel_subscription, say_cancelled(subscription))
    return confirm(request, subscription, change)


@require_http_methods(PAGES)
@partner_page(Capability.ORDER)
def keep_subscription(request: PartnerRequest, public_id: UUID, subscription_id: UUID) -> HttpResponse:
    """Says what taking a cancellation back does, and does it on POST."""
    change = Change(Act.KEEP, actions.keep_subscription, _("%(name)s goes on."))
    return confirm(request, find_sold(request, public_id, subscription_id), change)


def confirm(request: PartnerRequest, subscription: Subscription, change: Change) -> HttpResponse:
    """The page that names the consequence, and the deed; back to where the person came from."""
    customer, ending = subscription.customer, relationship_to_end(request, subscription)
    if request.method != "POST":
        context = {"subscription": subscription, "customer": customer, "act": change.act.value, "ending": ending}
        context |= outlook(subscription, change.act)
        return render(request, "customers/partner/change_subscription.html", context)
    if attempt(request, lambda: change.action(subscription=subscription, by=request.membership)):
        messages.success(request, change.done % {"name": subscription.name})
    if ending:
        return redirect("end_relationship", public_id=customer.public_id, relationship_id=ending.public_id)
    return redirect("customer_subscriptions", public_id=customer.public_id)


def relationship_to_end(request: PartnerRequest, subscription: Subscription) -> ResellerRelationship | None:
    """The partner's relationship that the person was about to end when the subscription stood in the way."""
    named = request.POST.get("ending", request.GET.get("ending", ""))
    own = ResellerRelationship.objects.filter(partner=request.membership.partner, customer=subscription.customer)
    return next((each for each in own.filter(status="active") if str(each.public_id) == named), None)
