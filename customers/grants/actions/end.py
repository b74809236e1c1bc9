"""A grant ends at once."""

from django.db import transaction
from django.utils import timezone

from customers.grants.actions.events import record_about
from customers.grants.models import DelegatedAdminGrant
from customers.grants.rules import check_active
from partnercenter.accounts.models import User

Side = DelegatedAdminGrant.EndedSide


@transaction.atomic
def end_grant(*, grant: DelegatedAdminGrant, side: str, reason: str = "", by: User | None) -> DelegatedAdminGrant:
    """End an active grant at once; `side` is one of `DelegatedAdminGrant.EndedSide`, `by` None for the system.

    Returns the row as it is now. Raises `ValidationError` (`grant_not_active`) where it ended before.
    """
    locked = DelegatedAdminGrant.objects.select_for_update(of=("self",)).select_related("partner", "customer__cloud")
    current = locked.get(pk=grant.pk)
    check_active(current)
    current.status = DelegatedAdminGrant.Status.TERMINATED
    current.ended_at, current.ended_by = timezone.now(), by
    current.ended_side, current.end_reason = Side(side), reason
    current.save(update_fields=["status", "ended_at", "ended_by", "ended_side", "end_reason"])
    record_about(current, "grant.ended", side=side, by=by)
    return current
