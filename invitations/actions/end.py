"""The ends that the asking side or the clock puts to a request."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from invitations.actions.actors import Actor, check_may_control, log, user_of
from invitations.actions.locking import READ_WITH_IT, lock_invitation
from invitations.mails.asking import cancelled_row
from invitations.models import Invitation
from invitations.rules.sending import check_not_ended
from partnercenter.outbox.queue import queue_rows
from partnercenter.pages.busy import wait_at_most

EXPIRY_LOCK = 0x696E7669  # one expiring job at a time: the key of its advisory lock
BATCH = 200


@transaction.atomic
def cancel(*, invitation: Invitation, reason: str = "", by: Actor) -> Invitation:
    """Withdraw a request or a draft; whoever had been mailed is told. Raises ValidationError `ended`, PermissionDenied.

    `reason` is a code of `rules.reasons`, such as `partnership_ended`; a colleague gives none.
    """
    locked = lock_invitation(invitation)
    check_may_control(locked, by)
    check_not_ended(locked)
    was_sent = locked.status == Invitation.Status.SENT
    ended_at = end(locked, Invitation.Status.CANCELLED, reason=reason, by=by)
    log("invitation.cancelled", locked, by, reason=reason)
    if was_sent and locked.is_addressed:
        queue_rows([cancelled_row(locked, ended_at=ended_at)])
    return locked


def end(invitation: Invitation, status: str, *, reason: str, by: Actor) -> datetime:
    """The row's last move; answers when."""
    invitation.status, invitation.ended_at = status, timezone.now()
    invitation.ended_by, invitation.end_reason = user_of(by), reason
    invitation.save(update_fields=["status", "ended_at", "ended_by", "end_reason"])
    return invitation.ended_at


def expire_due(*, within: QuerySet[Invitation] | None = None, batch: int = BATCH, by: Actor = None) -> int:
    """End every request (or those of `within`) whose time has passed by the database's clock; answers how many.

    Idempotent and safe to run twice at once: one at a time holds the lock, in batches of their own transactions.
    """
    total = 0
    among = Invitation.objects.all() if within is None else Invitation.objects.filter(pk__in=within.values("pk"))
    while done := expire_batch(among, batch, by=by):
        total += done
        if done < batch:
            break
    return total


@transaction.atomic
def expire_batch(among: QuerySet[Invitation], batch: int, *, by: Actor) -> int:
    """One batch; rows that somebody is just changing wait for the next run."""
    wait_at_most()
    if not has_expiry_lock():
        return 0
    due = among.filter(status__in=Invitation.OPEN, expires_at__lte=Now()).order_by("expires_at")
    rows = due.select_related(*READ_WITH_IT).select_for_update(of=("self",), skip_locked=True)[:batch]
    for invitation in rows:
        end(invitation, Invitation.Status.EXPIRED, reason="", by=by)
        log("invitation.expired", invitation, by)
    return len(rows)


def has_expiry_lock() -> bool:
    """Whether this transaction is the one that expires; the lock goes with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [EXPIRY_LOCK])
        return bool(cursor.fetchone()[0])
