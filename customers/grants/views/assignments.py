"""Access assignments of a grant: a group gets roles, other roles, or none any more."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from customers.grants import actions
from customers.grants.forms.assigning import AssignedRolesForm, AssignForm
from customers.grants.models import AccessAssignment, DelegatedAdminGrant
from customers.grants.queries.assignments import groups_of
from customers.grants.views.grant import find_grant
from customers.grants.views.guards import managing_page
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.guards import PartnerRequest

PAGES = ["GET", "HEAD", "POST"]


@require_http_methods(PAGES)
@managing_page
def assign_group(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Choose a group and roles out of the grant."""
    found = find_grant(request, public_id)
    if found.is_full or not found.is_active:
        return redirect("grant", public_id=public_id)
    form = AssignForm(request.POST or None, grant=found)
    if form.is_valid():
        group, roles = form.cleaned_data["group"], form.cleaned_data["roles"]
        try:
            actions.assign(grant=found, group=group, roles=roles, by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            words = _("%(group)s gets these roles. That takes effect within a minute.")
            messages.success(request, words % {"group": group.name})
            return redirect("grant", public_id=public_id)
    context = {"grant": found, "has_groups": groups_of(found.partner).exists()}
    return render_form_page(request, "customers/grants/partner_assign.html", context, form)


@require_http_methods(PAGES)
@managing_page
def change_assignment(request: PartnerRequest, public_id: UUID, assignment_id: UUID) -> HttpResponse:
    """Other roles of the same grant for a group."""
    found = find_grant(request, public_id)
    assignment = find_assignment(found, assignment_id)
    if found.is_full or not found.is_active:
        return redirect("grant", public_id=public_id)
    form = AssignedRolesForm(request.POST or None, grant=found, initial={"roles": assignment.roles})
    if form.is_valid():
        try:
            actions.change_assignment(assignment=assignment, roles=form.cleaned_data["roles"], by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(group)s has these roles now.") % {"group": assignment.group.name})
            return redirect("grant", public_id=public_id)
    context = {"grant": found, "assignment": assignment}
    return render_form_page(request, "customers/grants/partner_assign.html", context, form)


@require_POST
@managing_page
def remove_assignment(request: PartnerRequest, public_id: UUID, assignment_id: UUID) -> HttpResponse:
    """The group loses its roles of this grant at once."""
    assignment = find_assignment(find_grant(request, public_id), assignment_id)
    try:
        actions.remove_assignment(assignment=assignment, by=request.membership)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        words = _("%(group)s no longer has roles of these rights.")
        messages.success(request, words % {"group": assignment.group.name})
    return redirect("grant", public_id=public_id)


def find_assignment(found: DelegatedAdminGrant, assignment_id: UUID) -> AccessAssignment:
    """One of this grant."""
    standing = found.assignments.exclude(status=AccessAssignment.Status.REMOVED)
    return get_object_or_404(standing.select_related("group", "grant"), public_id=assignment_id)
