"""An operator has a mail tried again that came to a bad end."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from partnercenter.audit.log import Actor, record
from partnercenter.audit.subjects import whose
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.retries import LIFE
from partnercenter.outbox.wake import wake_worker

State = OutboundEmail.State
BAD_ENDS = (*OutboundEmail.UNDELIVERED, State.UNKNOWN)
WITH_CODES = "account."  # kinds whose code or link was dropped with the end; the person asks for a new one


@transaction.atomic
def retry(email: OutboundEmail, *, by: Actor) -> OutboundEmail:
    """Queue the same row again, with fresh counts. Raises `ValidationError`: `not_ended_badly`, `code_dropped`,
    `too_late` where what it says has lost its use."""
    locked = OutboundEmail.objects.select_for_update().get(pk=email.pk)
    check_retry(locked)
    locked.state, locked.settled_at, locked.next_at = State.QUEUED, None, Now()
    locked.attempts = locked.lost_leases = locked.unknown_ends = 0
    locked.give_up_at = locked.give_up_at or timezone.now() + LIFE
    locked.save()
    facts = {"kind": locked.kind}
    record("outboundemail.retried", about=locked, by=by, side="operator", details=facts, **whose(locked))
    transaction.on_commit(wake_worker, robust=True)
    return locked


def check_retry(email: OutboundEmail) -> None:
    """Only what ended badly, still has its use and carried no code."""
    if email.state not in BAD_ENDS:
        raise ValidationError(
            _("Only an e-mail that could not be delivered can be tried again."), code="not_ended_badly"
        )
    if email.kind.startswith(WITH_CODES):
        raise ValidationError(
            _("The code in this e-mail was dropped when it ended. The person has to ask for a new one."),
            code="code_dropped",
        )
    if email.give_up_at and email.give_up_at <= timezone.now():
        raise ValidationError(_("What this e-mail says is out of date; it is not tried again."), code="too_late")
