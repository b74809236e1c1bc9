"""The mail that carries a link: what send, resend and new link share."""

from django.utils import timezone

from invitations.mails.asking import queue_request_mail
from invitations.models import Invitation, InvitationLink
from invitations.queries.sending import REQUEST_MAIL, request_mails
from invitations.rules.sending import check_addressed
from partnercenter.outbox.pace import DAY, check_day, check_pace, count_today


def mail_link(invitation: Invitation, link: InvitationLink, *, is_new: bool) -> None:
    """Queue the request's mail, no more often than allowed. A new link need not wait the ten minutes."""
    check_addressed(invitation)
    now = timezone.now()
    sent = request_mails(invitation, now - DAY)
    check_pace(sent, now, with_pause=not is_new)
    whose = {"recipient_key": invitation.recipient_key, "partner_id": invitation.partner.public_id}
    check_day(count_today(REQUEST_MAIL, **whose))
    queue_request_mail(invitation, link)
