"""What happened to a request: the log's events and the ends of its mails, in words, the newest first."""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from invitations.models import Invitation
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.timeline import BAD, NEXT, NOW, OK, PLAIN, Step, log_steps, mail_steps
from partnercenter.partners.reminding import coming_reminder

# Action → look of the knot, words. Events that are not named here are not the partner's to see.
EVENTS: dict[str, tuple[str, Promise]] = {
    "invitation.created": (PLAIN, gettext_lazy("Created")),
    "invitation.readied": (PLAIN, gettext_lazy("Link issued")),
    "invitation.released": (PLAIN, gettext_lazy("Released, link issued")),
    "invitation.text_edited": (PLAIN, gettext_lazy("E-mail edited")),
    "invitation.sent": (PLAIN, gettext_lazy("Sent from the portal")),
    "invitation.resent": (PLAIN, gettext_lazy("Sent again")),
    "invitation.link_revealed": (PLAIN, gettext_lazy("Link shown")),
    "invitation.link_replaced": (PLAIN, gettext_lazy("New link issued; the old one stopped working")),
    "invitation.recipient_changed": (PLAIN, gettext_lazy("Address corrected, sent again with a new link")),
    "invitation.handed_over": (PLAIN, gettext_lazy("Handed over to another owner")),
    "invitation.reminded": (PLAIN, gettext_lazy("Reminder to the recipient")),
    "invitation.reminders_switched": (PLAIN, gettext_lazy("Reminders turned on or off")),
    "invitation.read": (NOW, gettext_lazy("Read after sign-in")),
    "invitation.new_link_asked": (NOW, gettext_lazy("Somebody with the old link asked for a new one")),
    "invitation.accepted": (OK, gettext_lazy("Accepted")),
    "invitation.declined": (BAD, gettext_lazy("Declined")),
    "invitation.cancelled": (BAD, gettext_lazy("Withdrawn")),
    "invitation.renewed": (PLAIN, gettext_lazy("Asked again with the same terms")),
    "invitation.expired": (BAD, gettext_lazy("Expired")),
}


def timeline_of(invitation: Invitation, mails: Sequence[OutboundEmail]) -> list[Step]:
    """Every step, the newest first, with what comes next on top."""
    steps = [*log_steps(invitation.public_id, EVENTS), *mail_steps(mails)]
    return [*next_steps(invitation, mails), *sorted(steps, key=lambda step: step.at, reverse=True)]


def next_steps(invitation: Invitation, mails: Sequence[OutboundEmail]) -> Iterator[Step]:
    """What will happen by itself, the last first."""
    if invitation.is_open and invitation.expires_at:
        yield Step(invitation.expires_at, NEXT, _("The link stops working, if nobody has answered"), _("planned"))
        if reminded_at := coming_reminder(invitation, mails, zone=invitation.partner.time_zone):
            yield Step(reminded_at, NEXT, _("A reminder goes to the recipient, if nobody has answered"), _("planned"))
