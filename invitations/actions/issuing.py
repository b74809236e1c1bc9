"""Links as rows, and the mail that carries one: what ready, send, resend and new link share."""

from django.utils import timezone

from invitations.addresses import PURPOSE
from invitations.mails.asking import queue_request_mail
from invitations.models import Invitation, InvitationLink
from invitations.queries.sending import mails_to, request_mails
from invitations.rules.sending import check_addressed
from partnercenter.links import tokens
from partnercenter.outbox.pace import DAY, check_address_pace, check_pace


def issue_link(invitation: Invitation, *, generation: int) -> InvitationLink:
    """A new link row; only the hash of its token is kept."""
    minted = tokens.mint(invitation.cloud.link_prefix, PURPOSE, invitation.public_id, generation)
    return invitation.links.create(
        generation=generation, token_hash=minted.token_hash, key_id=minted.kid, nonce=minted.nonce
    )


def replace_link(invitation: Invitation) -> InvitationLink:
    """End the living link and issue the next generation, in the caller's transaction."""
    old = invitation.links.get(replaced_at=None)
    old.replaced_at = timezone.now()
    old.save(update_fields=["replaced_at"])
    return issue_link(invitation, generation=old.generation + 1)


def mail_link(invitation: Invitation, link: InvitationLink, *, is_new: bool) -> None:
    """Queue the request's mail, no more often than allowed. A new link need not wait the ten minutes."""
    check_addressed(invitation)
    now = timezone.now()
    sent = request_mails(invitation, now - DAY)
    check_pace(sent, now, with_pause=not is_new)
    to_address = mails_to(invitation.recipient_key, partner_id=invitation.partner.public_id, since=now - DAY)
    check_address_pace(to_address)
    queue_request_mail(invitation, link)
