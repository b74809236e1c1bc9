"""The partner's *Team* pages, for its global admins (decisions §9)."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.ownership import as_owner
from partnercenter.teams.views import managing


@require_safe
@partner_page(Capability.SETTINGS)
def team(request: PartnerRequest) -> HttpResponse:
    """Members and open invitations."""
    return managing.list_team(request, desk_of(request))


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def invite_colleague(request: PartnerRequest) -> HttpResponse:
    """Invite a colleague."""
    return managing.invite(request, desk_of(request))


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def team_member(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """One member."""
    return managing.show_member(request, desk_of(request), public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def remove_member(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Remove one, and say who takes over."""
    return managing.remove(request, desk_of(request), public_id)


@require_POST
@partner_page(Capability.SETTINGS)
def withdraw_team_invitation(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    return managing.withdraw(request, desk_of(request), public_id)


def desk_of(request: PartnerRequest) -> managing.Desk:
    partner = request.membership.partner
    closed = _("Your partner account is suspended. The team cannot be changed until the operator lifts that.")
    return managing.Desk(
        as_owner(partner),
        "base/partner.html",
        partner.time_zone,
        own=request.membership,
        why_not=closed if partner.is_suspended else "",
    )
