"""Somebody of a partner goes to administer a service of a customer: by a right, or as what the partner provisioned."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from customers.directory.models import Customer
from customers.grants.actions import use_right
from customers.grants.needs import Need
from customers.services.actions.actors import check_role
from customers.services.actions.locking import lock_customer
from customers.services.administering import service_key
from customers.services.holdings import own_azure
from customers.services.queries import standing_of
from partnercenter.audit.log import record
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.models import Partner, PartnerMembership


@transaction.atomic
def administer_service(*, customer: Customer, service: str, by: PartnerMembership) -> None:
    """Check the right and log that it is used for this service; the customer reads it in its log of use.

    Azure that the partner itself provisioned needs none (S3): it is logged all the same. Raises PermissionDenied
    (`NoRight` with the reason where a right is missing).
    """
    customer = lock_customer(customer.pk)
    standing = standing_of(Partner.objects.get(pk=by.partner_id), customer)
    is_own = service in own_azure(standing)
    key = service_key(customer, service)
    if is_own:
        check_role(by, Capability.CUSTOMER_USERS)
        if allowed(by.roles, Capability.CUSTOMER_USERS) is not Allowed.YES:
            raise PermissionDenied(Capability.CUSTOMER_USERS)
    else:
        use_right(customer=customer, need=Need.MANAGE_SERVICES, about=key, by=by)
    record(
        "service.administered",
        about=customer,
        by=by.user,
        side="partner",
        cloud_code=customer.cloud.code,
        partner_id=by.partner.public_id,
        customer_id=customer.public_id,
        details={"service": str(key), "by_right": not is_own},
    )
