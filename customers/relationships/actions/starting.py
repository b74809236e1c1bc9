"""Relationships begin: for acceptance, in its transaction."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from customers.directory.models import Customer
from customers.relationships.models import ResellerRelationship
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.partners.models import Partner


@transaction.atomic
def start_relationship(
    *, partner: Partner, customer: Customer, capacity: str, provider: Partner | None = None, by: User
) -> ResellerRelationship:
    """The active relationship of this combination: the one that stands, else a new one from now on.

    For acceptance, in its transaction and under its lock of the customer's row. It writes this row and its event
    alone (S1, R-50). The caller calls `refresh_pair` once, after the grant.
    """
    combination: dict[str, Any] = {"partner": partner, "customer": customer, "capacity": capacity, "provider": provider}
    standing = ResellerRelationship.objects.filter(**combination, status="active").first()
    return standing or write_relationship(**combination, by=by)


def write_relationship(
    *, partner: Partner, customer: Customer, capacity: str, provider: Partner | None, by: User
) -> ResellerRelationship:
    """The new row and its event, for a caller that has looked under the customer's lock: none of these stands."""
    relationship = ResellerRelationship.objects.create(
        partner=partner,
        customer=customer,
        capacity=capacity,
        provider=provider,
        started_at=timezone.now(),
        started_by=by,
    )
    record(
        "relationship.started",
        about=relationship,
        by=by,
        side="customer",
        cloud_code=customer.cloud.code,
        partner_id=partner.public_id,
        customer_id=customer.public_id,
        details={"capacity": capacity, "provider": str(provider.public_id) if provider else None},
    )
    return relationship
