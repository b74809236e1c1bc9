"""To the asking side: somebody who holds an ended link asks for a new one."""

from datetime import date

from invitations.mails.answers import staff_of
from invitations.mails.asking import concerns_of, find_invitation
from invitations.models import Invitation
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import Letter, renders
from partnercenter.partners.mails.again import asked_letter, queue_asked

NEW_LINK_ASKED = "invitation.new_link_asked"


def tell_new_link_asked(invitation: Invitation, *, day: date) -> None:
    """One mail a day to the request's owner, or to the partner's global admins where the owner has left."""
    queue_asked(NEW_LINK_ASKED, invitation, staff_of(invitation), day=day, concerns=concerns_of(invitation))


@renders(NEW_LINK_ASKED)
def new_link_asked(email: OutboundEmail) -> Letter:
    """A request to a customer."""
    invitation = find_invitation(email)
    asked = invitation.customer_name or invitation.recipient_email
    return asked_letter(email, number=invitation.number, asked=asked, is_open=invitation.is_open, page="request")
