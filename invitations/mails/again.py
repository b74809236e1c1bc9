"""To the asking side: somebody who holds an ended link asks for a new one."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from invitations.mails.answers import staff_of
from invitations.mails.asking import concerns_of, find_invitation
from invitations.models import Invitation
from partnercenter.clouds.hosts import main_address
from partnercenter.outbox.letters import compose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, renders

NEW_LINK_ASKED = "invitation.new_link_asked"


def tell_new_link_asked(invitation: Invitation, *, day: date) -> None:
    """One mail a day to the request's owner, or to the partner's global admins where the owner has left."""
    queue_rows(
        [
            email_row(
                NEW_LINK_ASKED,
                to=Recipient(user.email, user.display_name, user.locale or "en"),
                about=invitation,
                dedupe_key=f"{NEW_LINK_ASKED}:{invitation.public_id}:{day}:{user.public_id}",
                concerns=concerns_of(invitation),
            )
            for user in staff_of(invitation)
        ]
    )


@renders(NEW_LINK_ASKED)
def new_link_asked(email: OutboundEmail) -> Letter:
    """Which request it is about, and what can be done."""
    invitation = find_invitation(email)
    with override(email.language):
        context: dict[str, Any] = {
            "subject": _("A new link is asked for: request %(number)s") % {"number": invitation.number},
            "number": invitation.number,
            "asked": invitation.customer_name or invitation.recipient_email,
            "is_open": invitation.is_open,
            "address": main_address("request", public_id=invitation.public_id),
        }
    text, html = compose("mail/invitations/new_link_asked", context, email.language)
    return Letter(subject=context["subject"], text=text, html=html)
