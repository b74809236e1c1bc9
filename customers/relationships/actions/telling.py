"""A partner is suspended or works again: its customers are told, however many they are (decisions §6).

Up to `BATCH` customers are told in the operator's own transaction; of more the rest by a job, for which the row of
the occasion is the guarantee.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.mails.suspensions import rows_to_customers, rows_to_partner
from customers.relationships.models import ResellerRelationship, SuspensionNotice
from partnercenter.accounts.models import User
from partnercenter.audit.log import one_deed, record
from partnercenter.outbox.queue import queue_rows
from partnercenter.partners.models import Partner

BATCH = 1000  # customers; what a batch needs is all that is in memory at once
MOST_BATCHES = 20  # of one run of the job, which has a minute


@transaction.atomic
def tell_of_suspension(*, partner: Partner, occasion: str, by: User) -> SuspensionNotice:
    """Queue mails to the partner's admins and to those of its customers, with an event for each customer.

    `occasion` is one of `mails.suspensions`. Customers are those with an active relationship or rights in force; a
    person who answers for several gets one mail.
    """
    notice = SuspensionNotice.objects.create(partner=partner, occasion=occasion, decided_by=by)
    queue_rows(rows_to_partner(occasion, partner, moment=str(notice.pk)))
    tell_next(notice)
    return notice


def tell_on() -> int:
    """The job: go on with what is not finished. Several may run at once; answers how many customers were told."""
    told = 0
    for pk in SuspensionNotice.objects.filter(finished_at=None).order_by("pk").values_list("pk", flat=True):
        for _batch in range(MOST_BATCHES):
            step = tell_more(pk)
            told += step
            if not step:
                break
    return told


@transaction.atomic
def tell_more(pk: int) -> int:
    """One more batch of an occasion, unless another job is at it; answers how many customers it told."""
    unfinished = SuspensionNotice.objects.select_for_update(skip_locked=True, of=("self",))
    notice = unfinished.select_related("partner__cloud", "decided_by").filter(pk=pk, finished_at=None).first()
    return tell_next(notice) if notice else 0


def tell_next(notice: SuspensionNotice) -> int:
    """The customers behind the one that was told last; after the last of them, or once the partner's state has
    changed again, the notice is finished."""
    later = SuspensionNotice.objects.filter(partner=notice.partner, pk__gt=notice.pk)
    keys = [] if later.exists() else customers_in_touch(notice.partner, behind=notice.reached)
    if batch := keys[:BATCH]:
        tell_batch(notice, batch)
    notice.reached, notice.told = (batch[-1] if batch else notice.reached), notice.told + len(batch)
    notice.finished_at = None if len(keys) > BATCH else timezone.now()
    notice.save(update_fields=["reached", "told", "finished_at"])
    return len(batch)


def customers_in_touch(partner: Partner, *, behind: int = 0) -> list[int]:
    """Keys of the customers that the partner may sell to or holds rights at, once each, in their order; at most one
    more than a batch. Each half walks its own index no further than that."""
    halves = [half.filter(customer_id__gt=behind)[: BATCH + 1] for half in ties_of(partner)]
    return list(halves[0].union(halves[1]).order_by("customer_id")[: BATCH + 1])


def count_customers_in_touch(partner: Partner) -> int:
    """How many customers hear of a suspension."""
    related, holding = ties_of(partner)
    return related.order_by().union(holding.order_by()).count()


def ties_of(partner: Partner) -> tuple[QuerySet, QuerySet]:
    """The keys of related customers, and of those where rights are held; not filtered by each other."""
    tied = {"partner": partner, "status": "active"}
    related, holding = ResellerRelationship.objects.filter(**tied), DelegatedAdminGrant.objects.filter(**tied)
    keys = [
        half.order_by("customer_id").values_list("customer_id", flat=True).distinct() for half in (related, holding)
    ]
    return keys[0], keys[1]


def tell_batch(notice: SuspensionNotice, keys: list[int]) -> None:
    """The events about some customers, under one trace, and the mails to their global admins."""
    partner, by = notice.partner, notice.decided_by
    with one_deed(by):
        for public_id in Customer.objects.filter(pk__in=keys).order_by("pk").values_list("public_id", flat=True):
            record(
                f"{notice.occasion}_told",
                about=partner,
                by=by,
                side="operator",
                cloud_code=partner.cloud.code,
                partner_id=partner.public_id,
                customer_id=public_id,
            )
    admins = CustomerMembership.objects.filter(customer__in=keys, left_at=None, role=CustomerRole.GLOBAL_ADMIN)
    found = admins.select_related("user", "customer").order_by("pk")
    queue_rows(rows_to_customers(notice.occasion, partner, found, moment=str(notice.pk)))
