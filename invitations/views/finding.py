"""How the asking side's views find a request, and the links that a session has been shown."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from invitations.addresses import link_address, live_link
from invitations.models import Invitation, InvitationLink
from invitations.queries.sending import visible_to
from partnercenter.links import shown
from partnercenter.partners.guards import PartnerRequest


def find_visible(request: PartnerRequest, public_id: UUID) -> Invitation:
    """A request that the partner may read: its own, or one made for it. A stranger gets 404."""
    return get_object_or_404(visible_to(request.membership.partner), public_id=public_id)


def find_own(request: PartnerRequest, public_id: UUID) -> Invitation:
    """A request of the partner's own, to change it."""
    partner = request.membership.partner
    return get_object_or_404(visible_to(partner), partner=partner, public_id=public_id)


def keep_shown(request: HttpRequest, invitation: Invitation, generation: int) -> None:
    """Remember that this session may see the link: showing it was written to the log when this was called."""
    shown.keep_shown(request, invitation.public_id, generation)


def shown_address(request: HttpRequest, invitation: Invitation) -> str:
    """The address of the living link if this session was shown this very generation; else empty."""
    generation = shown.shown_generation(request, invitation.public_id)
    link: InvitationLink | None = live_link(invitation) if generation and invitation.is_open else None
    return link_address(link, invitation) if link and link.generation == generation else ""
