"""Who acts, and the event that it leaves."""

from typing import Any

from django.core.exceptions import PermissionDenied

from customers.directory.models import CustomerMembership, CustomerRole
from customers.services.models import Subscription
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.models import PartnerMembership

Orderer = PartnerMembership | CustomerMembership  # who orders: a partner for its customer, or the customer directly
BUYERS = (CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)
Side = AuditEvent.Side


def check_role(by: PartnerMembership, capability: Capability) -> None:
    """PermissionDenied for somebody who has left, or whose roles do not reach `capability` (decisions §9)."""
    if by.left_at or allowed(by.roles, capability) is Allowed.NO:
        raise PermissionDenied(capability)


def check_buyer(by: CustomerMembership, customer_id: int) -> None:
    """PermissionDenied for anybody but a global or billing administrator of this customer (decisions §9)."""
    if by.left_at or by.role not in BUYERS or by.customer_id != customer_id:
        raise PermissionDenied(Capability.ORDER)


def log_subscription(action: str, subscription: Subscription, by: Orderer | None, **details: Any) -> None:
    """The event about a subscription, under its seller, its customer and their cloud; without `by` a job's."""
    seller = subscription.sold_by
    record(
        action,
        about=subscription,
        by=by.user if by else None,
        side=side_of(by),
        cloud_code=subscription.customer.cloud.code,
        partner_id=seller.public_id if seller else None,
        customer_id=subscription.customer.public_id,
        details=details,
    )


def side_of(by: Orderer | None) -> str:
    """On which side of the log somebody acts; nobody is the system."""
    if by is None:
        return Side.SYSTEM
    return Side.PARTNER if isinstance(by, PartnerMembership) else Side.CUSTOMER
