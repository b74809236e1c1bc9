"""The home page of whoever comes: a visitor, a partner's staff, a customer's, somebody who belongs nowhere yet."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from customers.directory.models import CustomerMembership, CustomerRole
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import main_address
from partnercenter.clouds.requests import act_as
from partnercenter.home.drawing import draw_funnel, draw_months
from partnercenter.home.queries import customers, portals, turns
from partnercenter.home.queries.activity import latest_of
from partnercenter.home.queries.figures import funnel_of, months_of
from partnercenter.home.queries.todo import MOST, todos_of
from partnercenter.links.carrier import read_carrier
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.request_rules import why_not_request

SHELLS: dict[type, str] = {PartnerMembership: "base/partner.html", CustomerMembership: "base/customer.html"}


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The page that fits the person, the membership and the host."""
    membership = getattr(request, "membership", None)
    if not request.user.is_authenticated:
        return render(request, "home/visitor.html", {"portals": [] if request.cloud else portals.served()})  # type: ignore[attr-defined]
    if isinstance(membership, PartnerMembership):
        return partner_home(request, membership)
    if isinstance(membership, CustomerMembership):
        return customer_home(request, membership)
    return no_membership(request)


def partner_home(request: HttpRequest, membership: PartnerMembership) -> HttpResponse:
    """What needs this partner, and what happened last."""
    todos, funnel = todos_of(membership), funnel_of(membership.partner)
    context = {
        "today": timezone.localdate(),
        "todos": todos[:MOST],
        "has_more": len(todos) > MOST,
        "latest": latest_of(membership.partner),
        "why_not_request": why_not_request(membership),
        "funnel": funnel,
        "steps": draw_funnel(funnel),
        "chart": draw_months(months_of(membership.partner)),
    }
    return render(request, "home/partner.html", context)


def customer_home(request: HttpRequest, membership: CustomerMembership) -> HttpResponse:
    """Who may do what at this customer, and what waits for its answer."""
    user, customer = cast(User, request.user), membership.customer
    found = customers.partners_with_access(customer)
    is_admin = membership.role != CustomerRole.USER
    waiting = customers.waiting_for(user, customers=customers.answered_for(membership), cloud=customer.cloud)
    context = {
        "customer": customer,
        "is_admin": is_admin,
        "may_end": membership.role == CustomerRole.GLOBAL_ADMIN,
        "partners": found,
        "holding": [entry for entry in found if entry.grants],
        "selling": [entry for entry in found if entry.relationships and not entry.partner.is_suspended],
        "waiting": waiting,
        "answered": turns.answered_requests(customer),
        "asked_ends": turns.asked_ends(customer) if is_admin else (),
        "endings": turns.ends_soon(customer, found, waiting, with_sold=is_admin),
        "joining": customers.join_requests_to(membership),
        "agreement": customers.agreement_state(membership, get_language() or "en") if is_admin else None,
    }
    return render(request, "home/customer.html", context)


def no_membership(request: HttpRequest) -> HttpResponse:
    """Somebody who belongs to no organisation on this host: what to do next."""
    user, cloud = cast(User, request.user), request.cloud  # type: ignore[attr-defined]
    context = {
        "opened": bool(cloud and read_carrier(request, purpose="invitation")),
        "waiting": customers.waiting_for(user, customers=(), cloud=cloud) if cloud else [],
        "portals": [] if cloud else portals.of_user(user),
        "not_served": [] if cloud else portals.not_served_for(user),
        "administration": main_address("admin:index"),
    }
    return render(request, "home/no_membership.html", context)


@require_POST
def switch_membership(request: HttpRequest) -> HttpResponse:
    """Act as another of the person's own memberships on this host; anybody else's is not found."""
    chosen = request.POST.get("membership", "")
    if not any(str(each.public_id) == chosen for each in request.memberships):  # type: ignore[attr-defined]
        raise Http404
    act_as(request, chosen)
    return redirect("home")


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """What the words mean and whom to ask."""
    return static_page(request, "home/help.html")


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What the portal keeps about people, and what it sets in a browser."""
    return static_page(request, "home/privacy.html")


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the portal can be used, and what to do where it cannot."""
    return static_page(request, "home/accessibility.html")


def static_page(request: HttpRequest, template: str) -> HttpResponse:
    """A page of words in the shell of whoever reads it."""
    shell = SHELLS.get(type(getattr(request, "membership", None)), "base/acceptance.html")
    return render(request, template, {"shell": shell})
