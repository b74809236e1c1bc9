"""The mail that carries a link: what send, resend and new link share."""

from invitations.mails.asking import queue_request_mail
from invitations.models import Invitation, InvitationLink
from invitations.queries.sending import REQUEST_MAIL
from invitations.rules.sending import check_addressed
from partnercenter.outbox.pace import check_all_paces


def mail_link(invitation: Invitation, link: InvitationLink, *, is_new: bool) -> None:
    """Queue the request's mail, no more often than allowed. A new link need not wait the ten minutes."""
    check_addressed(invitation)
    check_all_paces(
        REQUEST_MAIL,
        about_id=invitation.public_id,
        recipient_key=invitation.recipient_key,
        partner_id=invitation.partner.public_id,
        with_pause=not is_new,
    )
    queue_request_mail(invitation, link)
