"""*Admin relationships*: what the partner holds and held, what ends when, and the file of it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from customers.grants import actions, exports
from customers.grants.access import why_not_manage
from customers.grants.forms.listing import ChosenGrantsForm, GrantFilterForm, box_asked, tile_asked
from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries import expiring
from customers.grants.queries.grants import database_now
from customers.grants.queries.listing import boxed, listed, page_of_grants
from customers.grants.views.guards import managing_page
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.models import PartnerMembership


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def grants(request: PartnerRequest) -> HttpResponse:
    """What is in force, or has ended within a year; searched, narrowed by kind."""
    form, box = GrantFilterForm(request.GET), box_asked(request.GET.get("box", ""))
    rows = boxed(request.membership.partner, box, kind=form.chosen_kind, typed=form.typed)
    page = page_of_grants(rows, box, request.GET.get("cursor", ""))
    context = {
        "form": form,
        "box": box,
        "page": page,
        "rows": listed(page.rows, database_now()),
        "may_export": may_export(request.membership),
    }
    return render(request, "customers/grants/partner_grants.html", context)


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def expiring_grants(request: PartnerRequest) -> HttpResponse:
    """Granular rights by when they end; each tile is a filter."""
    partner, tile = request.membership.partner, tile_asked(request.GET.get("ends", ""))
    page = page_of_grants(expiring.rows_of(partner, tile), expiring.box_of(tile), request.GET.get("cursor", ""))
    rows = listed(page.rows, database_now())
    context = {
        "tile": tile,
        "tiles": expiring.count_tiles(partner),
        "page": page,
        "rows": rows,
        "can_switch_off": any(row.grant.auto_extends for row in rows) and not why_not_manage(request.membership),
        "may_export": may_export(request.membership),
    }
    return render(request, "customers/grants/partner_expiring.html", context)


def may_export(membership: PartnerMembership) -> bool:
    return allowed(membership.roles, Capability.SEE_LOG) is Allowed.YES


@require_safe
@partner_page(Capability.SEE_LOG)
def export_grants(request: PartnerRequest) -> HttpResponseBase:
    """The list as it is narrowed, whole, as CSV."""
    form, box = GrantFilterForm(request.GET), box_asked(request.GET.get("box", ""))
    rows = boxed(request.membership.partner, box, kind=form.chosen_kind, typed=form.typed)
    return exports.as_csv(rows, box)


@require_safe
@partner_page(Capability.SEE_LOG)
def export_expiring(request: PartnerRequest) -> HttpResponseBase:
    """What a tile counts, whole, as CSV."""
    tile = tile_asked(request.GET.get("ends", ""))
    return exports.as_csv(expiring.rows_of(request.membership.partner, tile), expiring.box_of(tile))


@require_http_methods(["GET", "HEAD", "POST"])
@managing_page
def switch_off_auto_extend(request: PartnerRequest) -> HttpResponse:
    """Ask once more, then switch the extension of the chosen rights off: only the customer can switch it on again."""
    asked = request.POST if request.method == "POST" else request.GET
    form = ChosenGrantsForm(asked, partner=request.membership.partner)
    if not form.is_valid():
        messages.error(request, " ".join(str(words) for each in form.errors.values() for words in each))
        return redirect("expiring_grants")
    chosen = list(form.cleaned_data["grants"])
    if request.method != "POST":
        return render(request, "customers/grants/partner_auto_extend_off.html", {"chosen": chosen})
    return switch_now(request, chosen)


def switch_now(request: PartnerRequest, chosen: list[DelegatedAdminGrant]) -> HttpResponse:
    """All of them or none."""
    try:
        changed = actions.set_auto_extend(grants=chosen, on=False, by=request.membership)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        words = ngettext(
            "The automatic extension of %(number)d grant is off. Both sides are told by e-mail.",
            "The automatic extension of %(number)d grants is off. Both sides are told by e-mail.",
            len(changed),
        )
        messages.success(request, words % {"number": len(changed)})
    return back_from(chosen)


def back_from(chosen: list[DelegatedAdminGrant]) -> HttpResponse:
    """One grant's page, or the list that several were chosen in."""
    public_id: UUID = chosen[0].public_id
    return redirect("grant", public_id=public_id) if len(chosen) == 1 else redirect("expiring_grants")
