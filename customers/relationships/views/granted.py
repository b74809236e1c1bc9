"""The customer's pages of the rights that it granted: the overview, each grant, and what it can change in one.

On acceptance hosts. Everybody of the organisation reads them; a global administrator changes (decisions §9).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerRole
from customers.grants.actions import hand_over, reduce_grant, replace_full_by_granular, set_auto_extend
from customers.grants.forms.proposing import propose_again
from customers.grants.forms.roles import list_boxes
from customers.grants.forms.taking import HandOverForm, ReplaceRightsForm, TakeBackRolesForm, group_boxes
from customers.grants.models import GLOBAL_ADMINISTRATOR, DelegatedAdminGrant
from customers.grants.queries.listing import Listed
from customers.relationships.duty import duty_of
from customers.relationships.granted import holders_at, read_grants
from customers.relationships.models import ResellerRelationship
from customers.relationships.views.consent import who_may
from partnercenter.accounts.fresh import ask_to_confirm
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.models import Partner

FORM = ["GET", "HEAD", "POST"]
PAGES = "customers/customer/rights"


@require_safe
@customer_page()
def access_overview(request: CustomerRequest) -> HttpResponse:
    """Who can do what in the organisation, on one page that prints."""
    customer = request.membership.customer
    context = {"holders": holders_at(customer), "customer": customer, "now": timezone.now(), **who_may(request)}
    return render(request, f"{PAGES}/overview.html", context)


@require_safe
@customer_page()
def partner_grant(request: CustomerRequest, public_id: UUID, grant_id: UUID) -> HttpResponse:
    """One grant: what it allows, whom, since when, until when, and what can be done about it."""
    grant = find_grant(request, public_id, grant_id)
    customer = request.membership.customer
    listed = Listed(grant, timezone.now())
    context = {
        "grant": grant,
        "granted": read_grants([grant])[0],
        "listed": listed,
        "duty": duty_of(grant.partner, customer),
        "may_change": request.membership.role == CustomerRole.GLOBAL_ADMIN and grant.is_active and not listed.is_over,
        "may_replace": grant.is_full and customer.cloud.allows_granular_rights,
        "may_extend": GLOBAL_ADMINISTRATOR not in grant.roles,
        "others": heirs_of(grant).exists(),
        **who_may(request),
    }
    return render(request, f"{PAGES}/grant.html", context)


def find_grant(request: CustomerRequest, public_id: UUID, grant_id: UUID) -> DelegatedAdminGrant:
    """A grant of the person's own organisation, of this partner; a stranger's is not found."""
    own = DelegatedAdminGrant.objects.filter(customer=request.membership.customer, partner__public_id=public_id)
    related = ("partner", "customer__cloud", "granted_by", "ended_by")
    return get_object_or_404(own.select_related(*related), public_id=grant_id)


def heirs_of(grant: DelegatedAdminGrant) -> QuerySet[Partner]:
    """The customer's other partners that rights can be handed over to: in an active relationship, not suspended."""
    related = ResellerRelationship.objects.filter(customer=grant.customer, status="active")
    able = Partner.objects.filter(pk__in=related.values("partner"), status=Partner.Status.ACTIVE)
    return able.filter(cloud=grant.customer.cloud_id).exclude(pk=grant.partner_id).order_by("sort_key")


@dataclass(frozen=True)
class Change:
    """What a page of this room does to a grant: its template, the deed, and what is said afterwards."""

    template: str
    deed: Callable[[], object]
    done: str


@require_http_methods(FORM)
@customer_page(CustomerRole.GLOBAL_ADMIN)
def take_back_roles(request: CustomerRequest, public_id: UUID, grant_id: UUID) -> HttpResponse:
    """Leave single roles out of granular rights, at once."""
    grant = find_grant(request, public_id, grant_id)
    form = TakeBackRolesForm(request.POST or None, grant=grant)

    def reduce() -> None:
        given = form.cleaned_data
        reduce_grant(grant=grant, without=given["roles"], reason=given["reason"], by=request.membership)

    done = _("You left out roles of the rights of %(partner)s. Its staff lost them at once.")
    change = Change("reduce", reduce, done)
    return confirm(request, grant, form, change, {"boxes": list_boxes(form["roles"])})


@require_http_methods(FORM)
@customer_page(CustomerRole.GLOBAL_ADMIN)
def replace_rights(request: CustomerRequest, public_id: UUID, grant_id: UUID) -> HttpResponse:
    """Full rights become granular ones, with the help to choose few."""
    grant = find_grant(request, public_id, grant_id)
    form = ReplaceRightsForm(request.POST or None)
    if request.POST.get("step") == "propose":
        form, said = propose_again(form)
    else:
        said = ""

    def replace() -> None:
        replace_full_by_granular(
            grant=grant, terms=form.terms(), reason=form.cleaned_data["reason"], by=request.membership
        )

    done = _("You replaced the full rights of %(partner)s by granular rights. They began at once.")
    context = {"groups": group_boxes(form["roles"]), "said": said}
    return confirm(request, grant, form, Change("replace", replace, done), context)


@require_http_methods(FORM)
@customer_page(CustomerRole.GLOBAL_ADMIN)
def hand_over_rights(request: CustomerRequest, public_id: UUID, grant_id: UUID) -> HttpResponse:
    """End the rights of one partner and invite another to ask for some."""
    grant = find_grant(request, public_id, grant_id)
    form = HandOverForm(request.POST or None, partners=heirs_of(grant))

    def pass_on() -> None:
        given = form.cleaned_data
        hand_over(grant=grant, to=given["to"], reason=given["reason"], by=request.membership)

    done = _("You ended the rights of %(partner)s. The partner that you chose is invited to ask for rights.")
    return confirm(request, grant, form, Change("hand_over", pass_on, done), {"heirs": heirs_of(grant)})


@require_http_methods(FORM)
@customer_page(CustomerRole.GLOBAL_ADMIN)
def switch_extension(request: CustomerRequest, public_id: UUID, grant_id: UUID) -> HttpResponse:
    """Turn the automatic extension off, or on again."""
    grant = find_grant(request, public_id, grant_id)
    turn_on = (request.POST.get("turn") or ("off" if grant.auto_extends else "on")) == "on"
    form = forms.Form(request.POST or None)

    def switch() -> None:
        set_auto_extend(grants=[grant], on=turn_on, by=request.membership)

    on = _("The rights of %(partner)s extend automatically now.")
    off = _("The rights of %(partner)s no longer extend automatically.")
    change = Change("extension", switch, on if turn_on else off)
    return confirm(request, grant, form, change, {"turn_on": turn_on})


def confirm(
    request: CustomerRequest, grant: DelegatedAdminGrant, form: forms.Form, change: Change, context: dict[str, Any]
) -> HttpResponse:
    """The page that names the consequence; then the deed, by a person who has just confirmed who it is."""
    if not grant.is_active:
        return redirect(reverse("partner_grant", args=[grant.partner.public_id, grant.public_id]))
    if request.method == "POST" and form.is_valid():
        if not did_recently_reauthenticate(request):
            return ask_to_confirm(request)
        try:
            change.deed()
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, change.done % {"partner": grant.partner.legal_name})
            return redirect("partner_rights", public_id=grant.partner.public_id)
    return render_form_page(request, f"{PAGES}/{change.template}.html", {"grant": grant, **context}, form)
