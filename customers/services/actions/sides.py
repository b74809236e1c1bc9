"""On which side of a service request's thread somebody stands (decisions §7-§9)."""

from django.core.exceptions import PermissionDenied

from customers.directory.models import CustomerMembership, CustomerRole
from customers.services.actions.actors import check_role
from customers.services.models import ServiceRequest, ServiceRequestMessage
from customers.services.rules.routing import check_not_suspended
from partnercenter.accounts.models import User
from partnercenter.partners.access import Capability
from partnercenter.partners.models import PartnerMembership

Actor = PartnerMembership | CustomerMembership | User  # a plain user is an operator
Side = ServiceRequestMessage.Side
ANSWERING_CUSTOMERS = (CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)


def side_of(request: ServiceRequest, by: Actor) -> str:
    """Where the actor stands in the thread; PermissionDenied for who has no part in it, or not the role."""
    if isinstance(by, PartnerMembership):
        return side_of_colleague(request, by)
    if isinstance(by, CustomerMembership):
        if by.customer_id == request.customer_id and by.role in ANSWERING_CUSTOMERS and not by.left_at:
            return Side.CUSTOMER
    elif by.is_staff:
        return Side.OPERATOR
    raise PermissionDenied(Capability.SERVICE_REQUESTS)


def side_of_colleague(request: ServiceRequest, by: PartnerMembership) -> str:
    check_role(by, Capability.SERVICE_REQUESTS)
    sides = {request.partner_id: (Side.PARTNER, request.partner)}
    if request.provider:
        sides.setdefault(request.provider.pk, (Side.PROVIDER, request.provider))
    if by.partner_id not in sides:
        raise PermissionDenied(Capability.SERVICE_REQUESTS)
    side, partner = sides[by.partner_id]
    check_not_suspended(partner)
    return side


def user_of(by: Actor) -> User:
    """The person behind the actor."""
    return by if isinstance(by, User) else by.user
