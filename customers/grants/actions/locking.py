"""The locks that every change of rights begins with. Order: customer, grant, assignment."""

from collections.abc import Sequence

from django.db.models import QuerySet

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from partnercenter.pages.busy import wait_at_most


def lock_grant(grant: DelegatedAdminGrant) -> DelegatedAdminGrant:
    """The grant, locked behind its customer and read afresh. Call inside a transaction."""
    return lock_grants([grant])[0]


def lock_grants(grants: Sequence[DelegatedAdminGrant]) -> list[DelegatedAdminGrant]:
    """Several grants, in one order whoever locks them; what the caller holds may be old."""
    wait_at_most()
    customers = Customer.objects.select_for_update(no_key=True).filter(pk__in={grant.customer_id for grant in grants})
    list(customers.order_by("pk").values_list("pk"))
    return list(locked().filter(pk__in=[grant.pk for grant in grants]).order_by("pk"))


def take_grant(pk: int) -> DelegatedAdminGrant | None:
    """For a job: the grant and its customer's lock; None while somebody else is at work on that customer."""
    wait_at_most()
    customers = Customer.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    if customers.filter(grants=pk).first() is None:
        return None
    return locked().get(pk=pk)


def locked() -> QuerySet[DelegatedAdminGrant]:
    """Grants with both sides, locked alone."""
    rows = DelegatedAdminGrant.objects.select_for_update(of=("self",))
    return rows.select_related("partner__cloud", "customer__cloud")
