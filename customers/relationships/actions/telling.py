"""A partner is suspended or works again: its customers are told, however many they are (decisions §6)."""

from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.utils import timezone

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.mails.suspensions import rows_to_customers, rows_to_partner
from customers.relationships.models import ResellerRelationship
from partnercenter.accounts.models import User
from partnercenter.audit.log import one_deed, record
from partnercenter.outbox.queue import queue_rows
from partnercenter.partners.models import Partner

BATCH = 1000  # customers; what a batch needs is all that is in memory at once


@transaction.atomic
def tell_of_suspension(*, partner: Partner, occasion: str, by: User) -> int:
    """Queue mails to the partner's admins and to those of its customers, with an event for each customer.

    `occasion` is one of `mails.suspensions`. Customers are those with an active relationship or rights in force; a
    person who answers for several gets one mail. Answers how many customers there were.
    """
    moment = timezone.now().isoformat(timespec="microseconds")
    queue_rows(rows_to_partner(occasion, partner, moment=moment))
    keys, told = customers_in_touch(partner), 0
    while batch := list(islice(keys, BATCH)):
        tell_batch(partner, occasion, batch, moment=moment, by=by)
        told += len(batch)
    return told


def customers_in_touch(partner: Partner) -> Iterator[int]:
    """The keys of the customers that the partner may sell to or holds rights at, once each."""
    related = ResellerRelationship.objects.filter(partner=partner, status="active").order_by()
    holding = DelegatedAdminGrant.objects.filter(partner=partner, status="active").order_by()
    both = related.values_list("customer_id", flat=True).union(holding.values_list("customer_id", flat=True))
    return iter(both.iterator(chunk_size=BATCH))


def tell_batch(partner: Partner, occasion: str, keys: list[int], *, moment: str, by: User) -> None:
    """The events about some customers, under one trace, and the mails to their global admins."""
    with one_deed(by):
        for public_id in Customer.objects.filter(pk__in=keys).order_by("pk").values_list("public_id", flat=True):
            record(
                f"{occasion}_told",
                about=partner,
                by=by,
                side="operator",
                cloud_code=partner.cloud.code,
                partner_id=partner.public_id,
                customer_id=public_id,
            )
    admins = CustomerMembership.objects.filter(customer__in=keys, left_at=None, role=CustomerRole.GLOBAL_ADMIN)
    found = admins.select_related("user", "customer").order_by("pk")
    queue_rows(rows_to_customers(occasion, partner, found, moment=moment))
