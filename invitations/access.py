"""How far a colleague may go with requests: the role table of decisions §9, asked about one request."""

from django.utils.translation import gettext as _

from invitations.models import Invitation, InvitationBatch
from partnercenter.pages.sentences import listed
from partnercenter.partners.access import ACCESS, Allowed, Capability, allowed, why_not
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.request_rules import why_not_available


def may_ask(membership: PartnerMembership, *, with_rights: bool) -> Allowed:
    """YES, DRAFT (an admin agent has to release it) or NO."""
    return allowed(membership.roles, capability_of(with_rights=with_rights))


def capability_of(*, with_rights: bool) -> Capability:
    """The line of the table that a request needs."""
    return Capability.REQUEST_WITH_RIGHTS if with_rights else Capability.REQUEST_WITHOUT_RIGHTS


def may_control(membership: PartnerMembership, invitation: Invitation) -> bool:
    """Cancel, resend, new link, see the link: of the partner's own requests, a sales agent's of her own ones."""
    if membership.partner_id != invitation.partner_id or not works(membership):
        return False
    answer = allowed(membership.roles, Capability.CONTROL_REQUESTS)
    return answer is Allowed.YES or (answer is Allowed.OWN and invitation.owner_id == membership.pk)


def works(membership: PartnerMembership) -> bool:
    """Whether the colleague is there, at a partner that is not suspended: that one reads and changes nothing (§6)."""
    return membership.left_at is None and not membership.partner.is_suspended


def why_not_batch(membership: PartnerMembership, batch: InvitationBatch) -> str:
    """Why the colleague cannot stop a file of requests; empty where she can: as single requests (decisions §9)."""
    if membership.partner.is_suspended:
        return why_not_available(membership.partner)
    if membership.partner_id != batch.partner_id or membership.left_at:
        return _("This request belongs to another partner, and only its staff can change it.")
    answer = allowed(membership.roles, Capability.CONTROL_REQUESTS)
    if answer is Allowed.OWN and batch.uploaded_by_id != membership.pk:
        return _("A sales agent can change only requests of her or his own. Ask the owner or an admin agent.")
    return why_not(membership.roles, Capability.CONTROL_REQUESTS)


def why_not_release_batch(membership: PartnerMembership, batch: InvitationBatch) -> str:
    """Why the colleague cannot send a file of requests, or release one; empty where she can (decisions §9)."""
    if not works(membership):
        return why_not_available(membership.partner)
    if may_ask(membership, with_rights=batch.asks_rights) is Allowed.YES:
        return ""
    return _("An admin agent has to release this file, because it asks for administrator rights.")


def may_forward(membership: PartnerMembership, invitation: Invitation) -> bool:
    """Whether a reseller's colleague may hand on the text of a request that its provider made for it (decisions §4)."""
    if membership.partner_id != invitation.on_behalf_of_id or not works(membership):
        return False
    return allowed(membership.roles, Capability.CONTROL_REQUESTS) is not Allowed.NO


def may_release(membership: PartnerMembership, invitation: Invitation) -> bool:
    """Whether the colleague may turn this draft into a living link."""
    if membership.partner_id != invitation.partner_id or not works(membership):
        return False
    return may_ask(membership, with_rights=invitation.asks_rights) is Allowed.YES


def why_not_ask(membership: PartnerMembership, *, with_rights: bool) -> str:
    """Why the roles do not allow it, for the row of the choice; empty where they do."""
    return why_not(membership.roles, capability_of(with_rights=with_rights))


def why_not_control(membership: PartnerMembership, invitation: Invitation) -> str:
    """Why the buttons of a request are closed to the colleague; empty where they are open."""
    if may_control(membership, invitation):
        return ""
    if membership.partner.is_suspended:
        return why_not_available(membership.partner)
    if membership.partner_id != invitation.partner_id or membership.left_at:
        return _("This request belongs to another partner, and only its staff can change it.")
    if allowed(membership.roles, Capability.CONTROL_REQUESTS) is Allowed.OWN:
        return _("A sales agent can change only requests of her or his own. Ask the owner or an admin agent.")
    return why_not(membership.roles, Capability.CONTROL_REQUESTS)


def why_not_mail(membership: PartnerMembership, invitation: Invitation) -> str:
    """Why the colleague cannot have the request mailed, or get a new link; empty where she can."""
    return why_not_control(membership, invitation) or why_not_available(membership.partner)


def why_not_readdress(membership: PartnerMembership, invitation: Invitation) -> str:
    """Why the colleague cannot ask somebody else instead; empty where she can.

    That is asking anew: with rights it takes the role that may ask for them without release (decisions §9).
    """
    reason = why_not_mail(membership, invitation)
    if reason or may_ask(membership, with_rights=invitation.asks_rights) is Allowed.YES:
        return reason
    capability = capability_of(with_rights=invitation.asks_rights)
    return _(
        "Only these roles can change the address, because the request asks for administrator rights: %(roles)s."
    ) % {"roles": listed(role.label for role, answer in ACCESS[capability].items() if answer is Allowed.YES)}


def why_not_release(membership: PartnerMembership, invitation: Invitation) -> str:
    """Why the colleague cannot release a draft; empty where she can."""
    if may_release(membership, invitation):
        return ""
    if membership.partner.is_suspended:
        return why_not_available(membership.partner)
    return _("An admin agent has to release this draft, because it asks for administrator rights.")
