"""Mails about rights that ended: one to each person who answers for either side (K31, K32)."""

from collections.abc import Iterable

from customers.directory.models import CustomerMembership, CustomerRole
from customers.grants.models import DelegatedAdminGrant
from partnercenter.accounts.models import User
from partnercenter.outbox.queue import Concerns, Recipient, queue_email
from partnercenter.partners.models import PartnerMembership, PartnerRole

TO_PARTNER, TO_CUSTOMER = "rights.ended_partner", "rights.ended_customer"


def tell_rights_ended(grant: DelegatedAdminGrant) -> None:
    """Queue the mails about an ended grant; a second call for the same grant queues none."""
    for user in answering_for_partner(grant):
        queue_notice(TO_PARTNER, grant=grant, user=user)
    for user in answering_for_customer(grant):
        queue_notice(TO_CUSTOMER, grant=grant, user=user)


def answering_for_partner(grant: DelegatedAdminGrant) -> Iterable[User]:
    """The partner's admin agents and global admins."""
    answering = [PartnerRole.ADMIN_AGENT, PartnerRole.GLOBAL_ADMIN]
    staff = PartnerMembership.objects.filter(partner=grant.partner, left_at=None, roles__overlap=answering)
    return [membership.user for membership in staff.select_related("user")]


def answering_for_customer(grant: DelegatedAdminGrant) -> Iterable[User]:
    """The customer's global admins."""
    admins = CustomerMembership.objects.filter(customer=grant.customer, left_at=None, role=CustomerRole.GLOBAL_ADMIN)
    return [membership.user for membership in admins.select_related("user")]


def queue_notice(kind: str, *, grant: DelegatedAdminGrant, user: User) -> None:
    """One mail to one person, in that person's language."""
    partner, customer = grant.partner, grant.customer
    queue_email(
        kind,
        to=Recipient(user.email, user.display_name, user.locale or customer.language),
        about=grant,
        dedupe_key=f"{kind}:{grant.public_id}:{user.public_id}",
        concerns=Concerns(customer.cloud.code, partner.public_id, customer.public_id),
    )
