"""One grant: what it allows, until when, who has it and who can act; roles that the partner gives up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.grants import actions
from customers.grants.access import why_not_manage
from customers.grants.forms.assigning import LeaveOutRolesForm
from customers.grants.models import AccessAssignment, DelegatedAdminGrant, DirectoryRole
from customers.grants.queries.assignments import assignments_of, drift_of, roles_gone
from customers.grants.queries.grants import database_now
from customers.grants.queries.listing import Listed, own_grants
from customers.grants.queries.people import people_of
from customers.grants.queries.roles import roles_of
from customers.grants.rights import ACTS_AS
from customers.grants.views.guards import managing_page
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page


def find_grant(request: PartnerRequest, public_id: UUID) -> DelegatedAdminGrant:
    """The partner's own; a stranger's is not found."""
    return get_object_or_404(own_grants(request.membership.partner), public_id=public_id)


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def grant(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The page of one grant, in force or ended."""
    found = find_grant(request, public_id)
    context = page_of(found) | {"why_not": why_not_manage(request.membership)}
    return render(request, "customers/grants/partner_grant.html", context)


def page_of(found: DelegatedAdminGrant) -> dict[str, Any]:
    """What the page says: the terms, the groups with their drift, the people. Four queries beside the grant's."""
    given = list(assignments_of(found))
    found.given = given  # type: ignore[attr-defined]
    row = Listed(found, database_now())
    people = [] if row.is_over else people_of(found, given)
    names = names_for(found, given)
    return {
        "grant": found,
        "row": row,
        "roles": [names[code] for code in found.roles if code in names],
        "access": [describe(each, names) for each in given],
        "people": [(each, [names[code] for code in each.roles if code in names]) for each in people],
    }


def names_for(found: DelegatedAdminGrant, given: list[AccessAssignment]) -> dict[str, DirectoryRole]:
    """The rows of every role that the page names."""
    codes = {*found.roles, *ACTS_AS.values()}.union(*(each.roles for each in given))
    return {role.code: role for role in roles_of(codes)}


def describe(each: AccessAssignment, names: dict[str, DirectoryRole]) -> dict[str, Any]:
    """An assignment with the names of its roles, those that are gone apart."""
    gone = roles_gone(each)
    return {
        "assignment": each,
        "roles": [names[code] for code in each.roles if code in names and code not in gone],
        "gone": [names[code] for code in gone if code in names],
        "drift": drift_of(each),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@managing_page
def leave_out_roles(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Give up single roles; one stays at least."""
    found = find_grant(request, public_id)
    if found.is_full or not found.is_active:
        return redirect("grant", public_id=public_id)
    form = LeaveOutRolesForm(request.POST or None, grant=found)
    if form.is_valid():
        given_up, reason = form.cleaned_data["roles"], form.cleaned_data["reason"]
        try:
            actions.reduce_grant(grant=found, without=given_up, reason=reason, by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("You gave up these roles. Both sides are told by e-mail."))
            return redirect("grant", public_id=public_id)
    return render_form_page(request, "customers/grants/partner_leave_out.html", {"grant": found}, form)
