"""The address of a request's link, made again from its row: the token is stored nowhere (D1)."""

from invitations.models import Invitation, InvitationLink
from partnercenter.clouds.hosts import acceptance_address
from partnercenter.links import tokens

PURPOSE = "invitation"


def live_link(invitation: Invitation) -> InvitationLink | None:
    """The link that works at present; None for a draft."""
    return invitation.links.filter(replaced_at=None).first()


def link_address(link: InvitationLink, invitation: Invitation) -> str:
    """The whole address on the cloud's acceptance host. Raises `UnknownKeyError` if the key has been retired."""
    token = tokens.remake(
        invitation.cloud.link_prefix, PURPOSE, invitation.public_id, link.generation, link.key_id, link.nonce
    )
    return acceptance_address(invitation.cloud, "open_link", token=token)
