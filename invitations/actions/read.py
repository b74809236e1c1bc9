"""What a reader leaves behind: "read after sign-in", once, and a report that a request was not expected."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from invitations.models import Invitation
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent

REPORTED = "invitation.reported"
QUIET_TIME = timedelta(hours=1)  # a link holder without a name must not be able to fill the log


@transaction.atomic
def mark_read(*, invitation: Invitation, by: User) -> bool:
    """Record that a signed-in person went on to read the request; True the first time, later ones write nothing."""
    first = Invitation.objects.filter(pk=invitation.pk, read_at=None, status__in=Invitation.OPEN)
    if not first.update(read_at=timezone.now()):
        return False
    note(invitation, "invitation.read", by=by)
    return True


@transaction.atomic
def report(*, invitation: Invitation, by: User | None) -> bool:
    """Record that somebody did not expect this request, for the operator; at most once an hour.

    `by` is None for a visitor: whoever holds the link may report it. False where it was just reported.
    """
    Invitation.objects.select_for_update().only("pk").get(pk=invitation.pk)
    since = timezone.now() - QUIET_TIME
    recent = AuditEvent.objects.filter(object_id=invitation.public_id, action=REPORTED, happened_at__gt=since)
    if recent.exists():
        return False
    note(invitation, REPORTED, by=by)
    return True


def note(invitation: Invitation, action: str, *, by: User | None) -> None:
    record(
        action,
        about=invitation,
        by=by,
        side="customer",
        cloud_code=invitation.cloud.code,
        partner_id=invitation.partner.public_id,
    )
