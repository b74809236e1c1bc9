"""Requests outlive nothing they should not: a partnership that ends, a colleague who leaves (decisions §4).

For the receivers of the partners' signals, in the transaction of what happened there. Set by set, however many
requests wait.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from invitations.actions.locking import READ_WITH_IT
from invitations.mails.asking import cancelled_row
from invitations.mails.passing import rows_handed_over, rows_withdrawn
from invitations.models import Invitation
from invitations.rules.reasons import Reason
from partnercenter.accounts.models import User
from partnercenter.audit.log import one_deed, record
from partnercenter.outbox.queue import queue_rows
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.models import PartnerMembership, PartnerRole, Partnership

BATCH = 500
PENDING = (Invitation.Status.DRAFT, *Invitation.OPEN)


@transaction.atomic
def cancel_through(*, partnership: Partnership, by: User) -> int:
    """Withdraw every pending request that goes through the pair; addressees who had mail and owners are told.

    That is a reseller's own through the provider, and a provider's on behalf of the reseller. Answers how many.
    """
    theirs = Q(partner=partnership.reseller_id, provider=partnership.provider_id)
    ours = Q(partner=partnership.provider_id, on_behalf_of=partnership.reseller_id)
    ended = lock_pending(theirs | ours)
    cancel_all(ended, Reason.PARTNERSHIP_ENDED, by=by)
    by_owner = groupby(sorted(ended, key=lambda asked: asked.owner_id), key=lambda asked: asked.owner)
    for owner, requests in by_owner:
        queue_rows(rows_withdrawn(list(requests), about=partnership, reason=Reason.PARTNERSHIP_ENDED, to=[owner]))
    return len(ended)


@transaction.atomic
def pass_requests_on(*, membership: PartnerMembership, successor: PartnerMembership | None, by: User) -> int:
    """Give the pending requests of who leaves to `successor`, who is told; without one they are withdrawn.

    Then addressees who had mail and the partner's global admins are told. Answers how many.
    """
    waiting = lock_pending(Q(owner=membership))
    if successor:
        give_all(waiting, successor, by=by)
        queue_rows(rows_handed_over(waiting, about=membership, to=successor))
    else:
        cancel_all(waiting, Reason.OWNER_LEFT, by=by)
        admins = global_admins(membership)
        queue_rows(rows_withdrawn(waiting, about=membership, reason=Reason.OWNER_LEFT, to=admins))
    return len(waiting)


def lock_pending(which: Q) -> list[Invitation]:
    """The pending ones, locked in the order of their keys; of their words nothing is read."""
    wait_at_most()
    found = Invitation.objects.filter(which, status__in=PENDING).select_for_update(of=("self",))
    return list(found.select_related(*READ_WITH_IT, "owner__user").defer("subject", "body").order_by("pk"))


def global_admins(leaving: PartnerMembership) -> QuerySet[PartnerMembership]:
    """Those who manage the partner's team."""
    staff = PartnerMembership.objects.filter(partner=leaving.partner_id, left_at=None).exclude(pk=leaving.pk)
    return staff.filter(roles__contains=[PartnerRole.GLOBAL_ADMIN]).select_related("user").order_by("pk")


def cancel_all(requests: Sequence[Invitation], reason: Reason, *, by: User) -> None:
    """Withdraw them with one moment and reason, with an event each, and tell the addressees who had mail."""
    now = timezone.now()
    for batch in batches(requests):
        ended = {"status": Invitation.Status.CANCELLED, "ended_at": now, "ended_by": by, "end_reason": reason}
        Invitation.objects.filter(pk__in=[asked.pk for asked in batch]).update(**ended)
        log_each(batch, "invitation.cancelled", by=by, reason=str(reason))
        told = [asked for asked in batch if asked.status == Invitation.Status.SENT and asked.is_addressed]
        queue_rows([cancelled_row(asked, ended_at=now) for asked in told])


def give_all(requests: Sequence[Invitation], successor: PartnerMembership, *, by: User) -> None:
    """Make them the successor's, with an event each."""
    for batch in batches(requests):
        Invitation.objects.filter(pk__in=[asked.pk for asked in batch]).update(owner=successor)
        log_each(batch, "invitation.handed_over", by=by, to=str(successor.public_id))


def batches(requests: Sequence[Invitation]) -> Iterable[Sequence[Invitation]]:
    return (requests[start : start + BATCH] for start in range(0, len(requests), BATCH))


def log_each(requests: Sequence[Invitation], action: str, *, by: User, **details: object) -> None:
    """An event for each, under one trace."""
    with one_deed(by):
        for asked in requests:
            record(
                action,
                about=asked,
                by=by,
                side="operator" if by.is_staff else "partner",
                cloud_code=asked.cloud.code,
                partner_id=asked.partner.public_id,
                customer_id=asked.customer.public_id if asked.customer else None,
                details=details,
            )
