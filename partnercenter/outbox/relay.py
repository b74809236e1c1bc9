"""The worker's turn: claim what is due, send it, and again, until the time is over or the server away (D10-D16)."""

import time

from django.conf import settings

from partnercenter.outbox.batches import Batch, gate
from partnercenter.outbox.claims import claim
from partnercenter.outbox.crash import crash_at
from partnercenter.outbox.delivery import Postbox

BUDGET = 25.0  # seconds after which no further mail is begun; below the soft limit by more than one time-out


def send_due(budget: float = BUDGET) -> bool:
    """Send what is due, the longest due of each sender first; True if `budget` seconds ran out before the mails did."""
    end = time.monotonic() + budget
    with Postbox() as postbox:
        while not gate.is_shut:
            if time.monotonic() >= end:
                return True
            lease_half_gone = time.monotonic() + settings.MAIL_LEASE_SECONDS / 2
            batch = claim()
            if not batch:
                return False
            crash_at("after_claim")
            Batch(batch, postbox, until=min(end, lease_half_gone)).send()
    return False
