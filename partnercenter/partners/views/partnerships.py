"""The two lists, a partnership's own page, and its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnercenter.clouds.models import IndirectModel
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.keyset import paginate
from partnercenter.partners import actions
from partnercenter.partners.access import Capability, why_not, why_not_end
from partnercenter.partners.forms.requests import EndForm
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.models import Partnership, PartnershipRequest
from partnercenter.partners.partnership_queries import partnerships_of, requests_of
from partnercenter.partners.partnership_rules import check_may_ask
from partnercenter.partners.request_rules import why_not_request
from partnercenter.partners.views.finding import find_partnership, provider_page, reseller_page
from partnercenter.partners.wording import describe_rows

IN_FORCE_FIRST = ("status", "-id")  # "active" sorts before "ended"
STATES = ("", *Partnership.Status.values)
MOST_WAITING = 20


@require_safe
@provider_page(Capability.SEE_CUSTOMERS)
def resellers(request: PartnerRequest) -> HttpResponse:
    """The provider's indirect resellers, and the requests that wait for an answer."""
    partner = request.membership.partner
    waiting = requests_of(partner).filter(status__in=PartnershipRequest.OPEN)
    context = list_context(request) | {
        "waiting": waiting.order_by("-id")[:MOST_WAITING],
        "why_not_ask": why_not(request.membership.roles, Capability.REQUEST_PARTNERSHIP) or why_not_now(request),
    }
    return render(request, "partners/resellers.html", context)


def why_not_now(request: PartnerRequest) -> str:
    """Why the provider cannot ask anybody now; empty where it can."""
    try:
        check_may_ask(request.membership.partner)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


@require_safe
@reseller_page(Capability.SEE_CUSTOMERS)
def providers(request: PartnerRequest) -> HttpResponse:
    """The reseller's indirect providers, each with its customers and the way to ask new ones."""
    partner = request.membership.partner
    only_provider = partner.cloud.indirect_model == IndirectModel.PROVIDER_INVITES
    context = list_context(request) | {
        "provider_asks": only_provider,
        "may_request": not why_not_request(request.membership),
    }
    return render(request, "partners/providers.html", context)


def list_context(request: PartnerRequest) -> dict[str, Any]:
    """One page of the partner's partnerships, those in force first."""
    partner = request.membership.partner
    state = request.GET.get("state", "")
    rows = partnerships_of(partner)
    rows = rows.filter(status=state) if state in Partnership.Status.values else rows
    page = paginate(rows, order=IN_FORCE_FIRST, cursor=request.GET.get("cursor", ""))
    return {
        "page": page,
        "rows": describe_rows(page.rows, partner),
        "partner": partner,
        "state": state if state in STATES else "",
    }


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def partnership(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Who works with whom since when, what that means, and the way to end it."""
    found = find_partnership(request, public_id)
    context = facts_of(request, found) | {"why_not_end": why_not_end(request.membership, found)}
    return render(request, "partners/partnership.html", context)


def facts_of(request: PartnerRequest, found: Partnership) -> dict[str, Any]:
    """What both pages say of a partnership, from the reader's side."""
    own = request.membership.partner
    return {"partnership": found, "own": own, "other": found.other_than(own), "is_provider": own == found.provider}


@partner_page(Capability.SEE_CUSTOMERS)
def end_partnership(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Says what stays and what ends, and ends it on POST; a second press finds it ended."""
    found = find_partnership(request, public_id)
    reason = why_not_end(request.membership, found)
    if reason:
        raise PermissionDenied(reason)
    form = EndForm(request.POST or None)
    if not found.is_active:
        return redirect("partnership", public_id=public_id)
    if request.method == "POST" and form.is_valid() and ended(request, found, form):
        return redirect("partnership", public_id=public_id)
    return render_form_page(request, "partners/end_partnership.html", facts_of(request, found), form)


def ended(request: PartnerRequest, found: Partnership, form: EndForm) -> bool:
    """End it, or put the refusal on the form."""
    try:
        actions.end_partnership(partnership=found, reason=form.cleaned_data["reason"], by=request.membership)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("The partnership has ended. Both companies are told."))
    return True
