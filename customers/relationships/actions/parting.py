"""A provider and a reseller part: the customers that both serve are told (decisions §7)."""

from itertools import islice

from django.db import transaction
from django.db.models import QuerySet

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.relationships.actions.telling import BATCH
from customers.relationships.mails.partings import ENDED_CUSTOMER, row_to_admin
from customers.relationships.models import ResellerRelationship
from partnercenter.accounts.models import User
from partnercenter.audit.log import one_deed, record
from partnercenter.outbox.queue import queue_rows
from partnercenter.partners.models import Partnership


@transaction.atomic
def tell_of_parting(*, partnership: Partnership, by: User) -> int:
    """Queue mails to the global admins of the customers with an active relationship through the pair, and an event
    for each customer's log. A person who answers for several gets one mail. Answers how many customers there were.
    """
    keys, told = iter(shared_customers(partnership).iterator(chunk_size=BATCH)), 0
    while batch := list(islice(keys, BATCH)):
        tell_batch(partnership, batch, by=by)
        told += len(batch)
    return told


def shared_customers(partnership: Partnership) -> QuerySet:
    """The keys of the customers that the reseller serves through the provider, once each."""
    through = ResellerRelationship.objects.filter(partner=partnership.reseller, provider=partnership.provider)
    return through.filter(status="active").order_by("customer_id").values_list("customer_id", flat=True).distinct()


def tell_batch(partnership: Partnership, keys: list[int], *, by: User) -> None:
    """The events about some customers, under one trace, and the mails to their global admins."""
    with one_deed(by):
        for public_id in Customer.objects.filter(pk__in=keys).order_by("pk").values_list("public_id", flat=True):
            record(
                "partnership.ended_told",
                about=partnership,
                by=by,
                side="operator" if by.is_staff else "partner",
                cloud_code=partnership.reseller.cloud.code,
                partner_id=partnership.reseller.public_id,
                customer_id=public_id,
                details={"kind": ENDED_CUSTOMER},
            )
    admins = CustomerMembership.objects.filter(customer__in=keys, left_at=None, role=CustomerRole.GLOBAL_ADMIN)
    found = admins.select_related("user", "customer").order_by("pk")
    queue_rows([row_to_admin(partnership, admin) for admin in found])
