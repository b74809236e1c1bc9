"""Who acts, and the event that it leaves."""

from typing import Any

from django.core.exceptions import PermissionDenied

from customers.services.models import Subscription
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.models import PartnerMembership


def check_role(by: PartnerMembership, capability: Capability) -> None:
    """PermissionDenied for somebody who has left, or whose roles do not reach `capability` (decisions §9)."""
    if by.left_at or allowed(by.roles, capability) is Allowed.NO:
        raise PermissionDenied(capability)


def log_subscription(action: str, subscription: Subscription, by: PartnerMembership | None, **details: Any) -> None:
    """The event about a subscription, under its seller, its customer and their cloud; without `by` a job's."""
    seller = subscription.sold_by
    record(
        action,
        about=subscription,
        by=by.user if by else None,
        side=AuditEvent.Side.PARTNER if by else AuditEvent.Side.SYSTEM,
        cloud_code=subscription.customer.cloud.code,
        partner_id=seller.public_id if seller else None,
        customer_id=subscription.customer.public_id,
        details=details,
    )
