"""Customers as owners of domains: how the room of domains finds one, whom it tells, and what follows for its name."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.directory.signals import customer_changed
from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_address
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.domains.owners import Organisation, OwnerKind, register_owners
from partnercenter.domains.queries import domains_of
from partnercenter.domains.signals import domains_changed

CUSTOMER, PARTNER = TenantDomain.Owner.CUSTOMER, TenantDomain.Owner.PARTNER


def as_owner(customer: Customer) -> Organisation:
    """The customer as its domains see it."""
    return Organisation(CUSTOMER, customer.public_id, customer.cloud, customer.name, customer.language)


def find_customer(public_id: UUID) -> Organisation | None:
    customer = Customer.objects.select_related("cloud").filter(public_id=public_id).first()
    return as_owner(customer) if customer else None


def global_admins(public_id: UUID) -> list[User]:
    """Its global administrators at present."""
    present = CustomerMembership.objects.filter(customer__public_id=public_id, left_at=None)
    admins = present.filter(role=CustomerRole.GLOBAL_ADMIN).select_related("user").order_by("pk")
    return [membership.user for membership in admins]


def domains_address(cloud: CloudRegion) -> str:
    return acceptance_address(cloud, "domains")


def register() -> None:
    """Called when the apps are ready."""
    room = OwnerKind(find=find_customer, admins=global_admins, page=domains_address)
    register_owners(CUSTOMER, room)


@receiver(domains_changed, dispatch_uid="directory.show_primary_domain")
def show_primary_domain(*, organisation: Organisation, taken_by: str, **kwargs: Any) -> None:
    """Keep the domain beside the customer's name right.

    A domain that went to a partner stays there: an organisation that became a partner is still recognised as one
    when it answers a request (S2).
    """
    if organisation.kind != CUSTOMER or taken_by == PARTNER:
        return
    customer = Customer.objects.select_for_update(no_key=True).get(public_id=organisation.public_id)
    primary = domains_of(organisation).filter(is_primary=True).first()
    shown = primary.domain if primary else ""
    if customer.primary_domain != shown:
        customer.primary_domain = shown
        customer.save(update_fields=["primary_domain"])
        customer_changed.send(Customer, customer=customer)
