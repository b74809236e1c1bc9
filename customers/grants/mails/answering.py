"""Who answers for either side of a pair, and so is told what happens to it."""

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from partnercenter.accounts.models import User
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole


def answering_for_partner(partner: Partner) -> list[User]:
    """The partner's admin agents and global admins."""
    answering = [PartnerRole.ADMIN_AGENT, PartnerRole.GLOBAL_ADMIN]
    staff = PartnerMembership.objects.filter(partner=partner, left_at=None, roles__overlap=answering)
    return [membership.user for membership in staff.select_related("user").order_by("pk")]


def answering_for_customer(customer: Customer) -> list[User]:
    """The customer's global admins."""
    admins = CustomerMembership.objects.filter(customer=customer, left_at=None, role=CustomerRole.GLOBAL_ADMIN)
    return [membership.user for membership in admins.select_related("user").order_by("pk")]
