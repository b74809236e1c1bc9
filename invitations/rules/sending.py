"""What may be done with a request that exists: which move fits its status."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from invitations.models import Invitation


def check_open(invitation: Invitation, now: datetime) -> None:
    """The request still waits for an answer. Codes `not_ready`, `ended`, `expired`."""
    if invitation.status == Invitation.Status.DRAFT:
        raise ValidationError(_("This request is a draft and has no link yet. Release it first."), code="not_ready")
    if not invitation.is_open:
        raise ended(invitation)
    if invitation.expires_at and invitation.expires_at <= now:
        raise ValidationError(
            _("The link of this request has expired. Make a new request to ask again."), code="expired"
        )


def check_draft(invitation: Invitation) -> None:
    """The request is still a draft. Code `not_draft`."""
    if invitation.status != Invitation.Status.DRAFT:
        raise ValidationError(_("This request has its link already; there is nothing to release."), code="not_draft")


def check_not_ended(invitation: Invitation) -> None:
    """The request has not come to its end. Code `ended`."""
    if invitation.status in Invitation.TERMINAL:
        raise ended(invitation)


def ended(invitation: Invitation) -> ValidationError:
    """The refusal of a change to a request that has ended, with the status in its words."""
    return ValidationError(
        _("This request has ended (%(status)s) and cannot be changed. Make a new one to ask again."),
        code="ended",
        params={"status": invitation.get_status_display()},
    )


def check_addressed(invitation: Invitation) -> None:
    """A mail needs somebody to go to. Code `no_recipient`."""
    if not invitation.is_addressed:
        raise ValidationError(
            _(
                "This request has no recipient, so the portal cannot send it. Copy the text or open it in your mail "
                "app."
            ),
            code="no_recipient",
        )
