"""What may be done with a request that exists: which move fits its status, and how often a mail may go out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from invitations.models import Invitation

RESEND_PAUSE = timedelta(minutes=10)
MAILS_A_DAY = 5  # for one request
MAILS_TO_ONE_ADDRESS_A_DAY = 10  # of one partner, over all its requests (T10)
DAY = timedelta(days=1)


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


def check_pace(sent: Sequence[datetime], now: datetime, *, with_pause: bool = True) -> None:
    """At most one mail of a request in 10 minutes and five in a day. `sent`: when its mails of the day were made.

    Without the pause only the five count. Codes `too_soon`, `too_many`.
    """
    last = max(sent, default=None)
    if with_pause and last and now - last < RESEND_PAUSE:
        raise too_soon(RESEND_PAUSE - (now - last))
    if len(sent) >= MAILS_A_DAY:
        raise ValidationError(
            _(
                "This request was sent %(number)d times in the last 24 hours, which is the most. Send it again "
                "tomorrow, or hand the text over yourself."
            ),
            code="too_many",
            params={"number": len(sent)},
        )


def too_soon(pause: timedelta) -> ValidationError:
    """The refusal that says how many minutes to wait."""
    minutes = -(-int(pause.total_seconds()) // 60)
    return ValidationError(
        ngettext(
            "This request was sent less than 10 minutes ago. Wait %(minutes)d minute before you send it again.",
            "This request was sent less than 10 minutes ago. Wait %(minutes)d minutes before you send it again.",
            minutes,
        ),
        code="too_soon",
        params={"minutes": minutes},
    )


def check_address_pace(mails_today: int) -> None:
    """At most ten mails of a partner to one address in a day, over all its requests (T10). Code `address_busy`."""
    if mails_today >= MAILS_TO_ONE_ADDRESS_A_DAY:
        raise ValidationError(
            _(
                "Your company has sent %(number)d e-mails to this address in the last 24 hours, which is the most. "
                "Send it tomorrow, or hand the text over yourself."
            ),
            code="address_busy",
            params={"number": mails_today},
        )
