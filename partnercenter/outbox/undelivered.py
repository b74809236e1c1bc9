"""Telling a sender that a mail did not arrive: once for each mail, by the app that knows who the sender is.

The mark stands on the mail's row and is written together with what tells the sender, so that neither two jobs nor one
that died tell twice or never.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from partnercenter.outbox.models import OutboundEmail

Teller = Callable[[Sequence[OutboundEmail]], None]
_tellers: dict[str, Teller] = {}
BATCH = 500
NEWS = timedelta(days=7)  # what came back longer ago stands on its page, and nobody needs to hear of it any more


def tells_sender(*kinds: str) -> Callable[[Teller], Teller]:
    """Register the function that tells the senders of undelivered mails of these kinds, in the caller's transaction."""

    def register(teller: Teller) -> Teller:
        _tellers.update(dict.fromkeys(kinds, teller))
        return teller

    return register


@transaction.atomic
def tell_undelivered(batch: int = BATCH) -> int:
    """Tell the senders of the mails that did not arrive; answers how many mails that were."""
    untold = OutboundEmail.objects.filter(state__in=OutboundEmail.UNDELIVERED, sender_told_at=None)
    recent = untold.filter(kind__in=list(_tellers), settled_at__gt=timezone.now() - NEWS)
    mails = list(recent.select_for_update(skip_locked=True).order_by("id")[:batch])
    for teller in dict.fromkeys(_tellers[mail.kind] for mail in mails):
        teller([mail for mail in mails if _tellers[mail.kind] is teller])
    OutboundEmail.objects.filter(pk__in=[mail.pk for mail in mails]).update(sender_told_at=Now())
    return len(mails)
