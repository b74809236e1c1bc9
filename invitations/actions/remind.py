"""Reminders to the addressee before a request's link ends, and the switch for them."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from invitations.actions.actors import check_may_control, log
from invitations.actions.locking import lock_invitation
from invitations.mails.asking import queue_reminder
from invitations.models import Invitation, InvitationReminder
from invitations.queries.sending import LINK_MAILS
from invitations.rules.sending import check_not_ended
from partnercenter.partners import reminding
from partnercenter.partners.models import Partner, PartnerMembership, SentReminder
from partnercenter.partners.reminding import Reminding

REMINDED = "invitation.reminded"


def waiting() -> QuerySet[Invitation]:
    """Sent requests to somebody, with reminders on, of partners that may ask."""
    sent = Invitation.objects.filter(status=Invitation.Status.SENT, reminds=True).exclude(recipient_key="")
    active = sent.filter(partner__status=Partner.Status.ACTIVE)
    return active.select_related("cloud", "partner", "owner__user", "customer")


def tell(invitation: Invitation, kind: SentReminder.Kind) -> None:
    """The mail with the same link, and the event."""
    link = invitation.links.get(replaced_at=None)
    queue_reminder(invitation, link, kind=kind)
    log(REMINDED, invitation, None, kind=str(kind), generation=link.generation)


REQUESTS = Reminding(
    waiting=waiting,
    reminders=InvitationReminder,
    about="invitation",
    mails=LINK_MAILS,
    zone_of=lambda invitation: invitation.partner.time_zone,
    tell=tell,
)


def remind_due(now: datetime | None = None) -> int:
    """Send the reminders that are due; answers how many."""
    return reminding.remind_due(REQUESTS, now)


@transaction.atomic
def switch_reminders(*, invitation: Invitation, on: bool, by: PartnerMembership) -> Invitation:
    """Turn the reminders of a request on or off; the same again writes nothing.

    Raises ValidationError `ended`, `partner_suspended`, PermissionDenied.
    """
    locked = lock_invitation(invitation)
    check_may_control(locked, by)
    check_not_ended(locked)
    if locked.reminds != on:
        locked.reminds = on
        locked.save(update_fields=["reminds"])
        log("invitation.reminders_switched", locked, by, on=on)
    return locked
