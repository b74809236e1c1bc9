"""The record's *Services and subscriptions*: what was sold, what was bought elsewhere, orders and changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.grants.actions.use import say_why
from customers.grants.needs import Need
from customers.grants.rights import Refusal, may_use
from customers.services import actions
from customers.services.administering import services_of
from customers.services.forms.ordering import OrderForm, SeatsForm, refusal_of
from customers.services.holdings import holdings_of
from customers.services.models import Subscription
from customers.services.queries import newer_terms, standing_of, terms_of
from customers.services.rules import terms
from customers.services.rules.channels import Act
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
    context = {
        "pair": pair,
        "customer": pair.customer,
        "standing": standing,
        "holdings": holdings,
        "services": services,
        "why_services": next((line.closed for line in services if line.closed), ""),
        "may_support": allowed(request.membership.roles, Capability.SERVICE_REQUESTS) is Allowed.YES,
        "why_unseen": say_why(seeing, pair.customer) if isinstance(seeing, Refusal) else "",
        "may_order": may_order(request.membership),
        "may_request": not why_not_request(request.membership),
    }
    return render(request, "customers/partner/customer_subscriptions.html", context)


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


def fitting(form: OrderForm, refusal: ValidationError) -> ValidationError:
    """The refusal by field, where the form shows the field; otherwise as one of the whole form."""
    by_field: dict[str, list[ValidationError]] = {}
    for name, errors in refusal.error_dict.items():
        by_field.setdefault(name if name in form.fields else "__all__", []).extend(errors)
    return ValidationError(by_field)


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


@dataclass(frozen=True)
class Change:
    """A move that is confirmed on a page of its own: the act, the action, and what is said afterwards."""

    act: Act
    action: Callable[..., Subscription]
    done: str


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
    at_once = terms.ends_at_once(subscription, timezone.now())
    done = _("%(name)s is cancelled.") if at_once else _("%(name)s ends at the end of its term.")
    return confirm(request, subscription, Change(Act.CANCEL, actions.cancel_subscription, done))


@require_http_methods(PAGES)
@partner_page(Capability.ORDER)
def keep_subscription(request: PartnerRequest, public_id: UUID, subscription_id: UUID) -> HttpResponse:
    """Says what taking a cancellation back does, and does it on POST."""
    change = Change(Act.KEEP, actions.keep_subscription, _("%(name)s goes on."))
    return confirm(request, find_sold(request, public_id, subscription_id), change)


def outlook(subscription: Subscription, act: Act) -> dict[str, Any]:
    """What the page says of the change: why it is closed (empty: it is open), and when the subscription ends then."""
    now = timezone.now()
    at_once = terms.ends_at_once(subscription, now)
    ends = {Act.SUSPEND: terms.end_of_suspension(subscription, now)}
    if act == Act.CANCEL and not at_once:
        ends[Act.CANCEL] = terms.end_of_term(subscription, now) or now
    return {"closed": refusal_of(terms.check_act, subscription, act), "at_once": at_once, "ends_at": ends.get(act)}


def confirm(request: PartnerRequest, subscription: Subscription, change: Change) -> HttpResponse:
    """The page that names the consequence, and the deed."""
    customer = subscription.customer
    if request.method != "POST":
        context = {"subscription": subscription, "customer": customer, "act": change.act.value}
        return render(
            request, "customers/partner/change_subscription.html", context | outlook(subscription, change.act)
        )
    if attempt(request, lambda: change.action(subscription=subscription, by=request.membership)):
        messages.success(request, change.done % {"name": subscription.name})
    return redirect("customer_subscriptions", public_id=customer.public_id)
