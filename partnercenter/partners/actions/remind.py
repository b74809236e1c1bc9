"""Reminders to the addressee before the link of a partnership request ends, and the switch for them."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from partnercenter.partners import reminding
from partnercenter.partners.actions.actors import lock_request, log
from partnercenter.partners.actions.requests import check_may_control
from partnercenter.partners.mails.requests import queue_reminder
from partnercenter.partners.models import (
    Partner,
    PartnerMembership,
    PartnershipReminder,
    PartnershipRequest,
    SentReminder,
)
from partnercenter.partners.partnership_queries import LINK_MAILS
from partnercenter.partners.partnership_rules import check_not_ended
from partnercenter.partners.reminding import Reminding


def waiting() -> QuerySet[PartnershipRequest]:
    """Sent requests to somebody, with reminders on, of providers that may ask."""
    sent = PartnershipRequest.objects.filter(status=PartnershipRequest.Status.SENT, reminds=True)
    active = sent.exclude(recipient_key="").filter(provider__status=Partner.Status.ACTIVE)
    return active.select_related("cloud", "provider__cloud", "owner__user")


def tell(request: PartnershipRequest, kind: SentReminder.Kind) -> None:
    """The mail with the same link, and the event."""
    link = request.links.get(replaced_at=None)
    queue_reminder(request, link, kind=kind)
    details = {"kind": str(kind), "generation": link.generation}
    log("partnershiprequest.reminded", request, None, partner=request.provider, **details)


REQUESTS = Reminding(
    waiting=waiting,
    reminders=PartnershipReminder,
    about="request",
    mails=LINK_MAILS,
    zone_of=lambda request: request.provider.time_zone,
    tell=tell,
)


def remind_due(now: datetime | None = None) -> int:
    """Send the reminders that are due; answers how many."""
    return reminding.remind_due(REQUESTS, now)


@transaction.atomic
def switch_reminders(*, request: PartnershipRequest, on: bool, by: PartnerMembership) -> PartnershipRequest:
    """Turn the reminders of a request on or off; the same again writes nothing. Raises what `edit_text` raises."""
    locked = lock_request(request)
    check_may_control(locked, by)
    check_not_ended(locked)
    if locked.reminds != on:
        locked.reminds = on
        locked.save(update_fields=["reminds"])
        log("partnershiprequest.reminders_switched", locked, by, partner=locked.provider, on=on)
    return locked
