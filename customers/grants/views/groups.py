"""*Security groups*: who is in them decides whom granular rights reach."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.grants import actions
from customers.grants.access import why_not_groups
from customers.grants.forms.own import GroupForm
from customers.grants.models import SecurityGroup
from customers.grants.queries.assignments import groups_of
from customers.grants.queries.groups import counted_groups, reached_by
from customers.grants.views.guards import groups_page
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page

PAGES = ["GET", "HEAD", "POST"]


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def security_groups(request: PartnerRequest) -> HttpResponse:
    """The partner's groups: how many are in each, and at how many customers it has roles."""
    groups, why_not = counted_groups(request.membership.partner), why_not_groups(request.membership)
    return render(request, "customers/grants/partner_groups.html", {"groups": groups, "why_not": why_not})


def find_group(request: PartnerRequest, public_id: UUID) -> SecurityGroup:
    return get_object_or_404(groups_of(request.membership.partner), public_id=public_id)


@require_http_methods(PAGES)
@groups_page
def create_group(request: PartnerRequest) -> HttpResponse:
    """A name, and colleagues."""
    form = GroupForm(request.POST or None, partner=request.membership.partner)
    if form.is_valid():
        name, members = form.cleaned_data["name"], list(form.cleaned_data["members"])
        try:
            actions.create_group(name=name, members=members, by=request.membership)
        except ValidationError as refusal:
            form.add_error("name" if refusal.code == "group_name_taken" else None, refusal)
        else:
            messages.success(request, _("The group %(group)s is there.") % {"group": name})
            return redirect("security_groups")
    return render_form_page(request, "customers/grants/partner_group.html", {}, form)


@require_http_methods(PAGES)
@groups_page
def change_group(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Another name, other members; what the group may do stands beside it."""
    group = find_group(request, public_id)
    form = GroupForm(request.POST or None, partner=request.membership.partner, group=group)
    if form.is_valid():
        name, members = form.cleaned_data["name"], list(form.cleaned_data["members"])
        try:
            actions.change_group(group=group, name=name, members=members, by=request.membership)
        except ValidationError as refusal:
            form.add_error("name" if refusal.code == "group_name_taken" else None, refusal)
        else:
            messages.success(request, _("The group %(group)s is changed.") % {"group": name})
            return redirect("security_groups")
    context = {"group": group, "reached": reached_by(group)}
    return render_form_page(request, "customers/grants/partner_group.html", context, form)


@require_http_methods(PAGES)
@groups_page
def delete_group(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """What loses access, and *Delete the group*."""
    group = find_group(request, public_id)
    if request.method != "POST":
        context = {"group": group, "reached": reached_by(group)}
        return render(request, "customers/grants/partner_group_delete.html", context)
    try:
        actions.delete_group(group=group, by=request.membership)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The group %(group)s is deleted.") % {"group": group.name})
    return redirect("security_groups")
