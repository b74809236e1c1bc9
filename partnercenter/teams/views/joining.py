"""Joining a team: the page behind the invitation, open to whoever has its address, answered by the addressee alone."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnercenter.accounts.addresses import verified_keys
from partnercenter.accounts.models import User
from partnercenter.clouds.models import TenantDomain
from partnercenter.clouds.requests import act_as
from partnercenter.domains.owners import find_owner
from partnercenter.teams import actions
from partnercenter.teams.kinds import team_kind
from partnercenter.teams.models import TeamInvitation

GONE = 410


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join_team(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who invites and as what. The address alone shows the organisation's name, never whom it invites."""
    invitation = find_invitation(request, public_id)
    if request.method == "POST" and request.user.is_authenticated:
        try:
            return joined(request, invitation)
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
            return redirect("join_team", public_id=public_id)
    organisation = find_owner(invitation.owner_kind, invitation.owner_id)
    context = {
        "organisation": organisation,
        "invitation": invitation,
        "roles": team_kind(invitation.owner_kind).say_roles(invitation.roles),
        "step": next_step(request, invitation),
    }
    return render(request, "teams/join.html", context, status=None if invitation.is_open else GONE)


def find_invitation(request: HttpRequest, public_id: UUID) -> TeamInvitation:
    """The invitation, on the host where its team works; 404 on every other one."""
    cloud = getattr(request, "cloud", None)
    kind = TenantDomain.Owner.CUSTOMER if cloud else TenantDomain.Owner.PARTNER
    here = TeamInvitation.objects.filter(owner_kind=kind).select_related("cloud", "invited_by")
    here = here.filter(cloud=cloud) if cloud else here
    found = get_object_or_404(here, public_id=public_id)
    if find_owner(found.owner_kind, found.owner_id) is None:
        raise Http404
    return found


def next_step(request: HttpRequest, invitation: TeamInvitation) -> str:
    """What the person has to do: `over`, `sign_in`, `confirm` (the address), `other_address` or `join`."""
    if not invitation.is_open:
        return "over"
    if not request.user.is_authenticated:
        return "sign_in"
    user = cast(User, request.user)
    if invitation.email_key in verified_keys(user):
        return "join"
    return "confirm" if user.email_key == invitation.email_key else "other_address"


def joined(request: HttpRequest, invitation: TeamInvitation) -> HttpResponse:
    """Join, and open the organisation's home."""
    membership = actions.join_team(invitation=invitation, by=cast(User, request.user))
    act_as(request, membership.public_id)
    organisation = find_owner(invitation.owner_kind, invitation.owner_id)
    assert organisation  # noqa: S101 - found a moment ago
    words = _("You are in the team of %(organisation)s.")
    messages.success(request, words % {"organisation": organisation.name})
    return redirect("home")
