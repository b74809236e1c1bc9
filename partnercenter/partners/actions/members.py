"""Somebody leaves a partner's staff (decisions §4)."""

from django.db import transaction
from django.utils import timezone

from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.partners.actions.actors import lock_partners
from partnercenter.partners.actions.requests import hand_over
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.signals import member_left
from partnercenter.partners.staff import check_may_leave


@transaction.atomic
def member_leaves(*, membership: PartnerMembership, successor: PartnerMembership | None, by: User) -> PartnerMembership:
    """End a membership. What waits for an answer passes to `successor`, a colleague; without one it is withdrawn.

    The person is a stranger to the partner at the next click: memberships are read at each request. Raises
    ValidationError `left_already`, `last_global_admin`, `successor`.
    """
    lock_partners(membership.partner)  # so that two global admins cannot leave at once
    # Not FOR UPDATE: an acceptance refers to the membership while it holds a request that is handed over below.
    found = PartnerMembership.objects.select_for_update(of=("self",), no_key=True)
    leaving = found.select_related("partner__cloud", "user").get(pk=membership.pk)
    check_may_leave(leaving, successor)
    leaving.left_at = timezone.now()
    leaving.save(update_fields=["left_at"])
    log_left(leaving, successor, by=by)
    hand_over(leaving, successor, by=by)
    member_left.send(sender=PartnerMembership, membership=leaving, successor=successor, by=by)
    return leaving


def log_left(leaving: PartnerMembership, successor: PartnerMembership | None, *, by: User) -> None:
    """The event, with ids alone."""
    record(
        "membership.left",
        about=leaving,
        by=by,
        side="operator" if by.is_staff else "partner",
        cloud_code=leaving.partner.cloud.code,
        partner_id=leaving.partner.public_id,
        details={
            "user": str(leaving.user.public_id),
            "successor": str(successor.user.public_id) if successor else None,
        },
    )
