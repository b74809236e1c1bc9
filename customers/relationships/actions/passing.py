"""A colleague leaves a partner: the customers that she looked after pass on (decisions §4)."""

from django.db import transaction

from customers.relationships.models import PartnerCustomer
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.partners.models import PartnerMembership


@transaction.atomic
def pass_customers_on(*, membership: PartnerMembership, successor: PartnerMembership | None, by: User) -> int:
    """Give the customers of `membership` to `successor`, or to nobody; one event says how many these were."""
    mine = PartnerCustomer.objects.filter(partner=membership.partner_id, owner=membership)
    count = mine.update(owner=successor)
    if count:
        record(
            "customers.passed_on",
            about=membership,
            by=by,
            side="operator" if by.is_staff else "partner",
            cloud_code=membership.partner.cloud.code,
            partner_id=membership.partner.public_id,
            details={"customers": count, "to": str(successor.public_id) if successor else None},
        )
    return count
