"""Who changes rights: somebody of the partner, somebody of the customer, an operator, or a job."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from customers.directory.models import CustomerMembership, CustomerRole
from customers.grants.models import DelegatedAdminGrant
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.rules import check_available

Side = AuditEvent.Side
Actor = PartnerMembership | CustomerMembership | User | None  # None is a job


def user_of(by: Actor) -> User | None:
    """The person behind the actor."""
    return by.user if isinstance(by, PartnerMembership | CustomerMembership) else by


def side_of(by: Actor) -> str:
    """On which side of the portal the actor stands."""
    if isinstance(by, PartnerMembership):
        return Side.PARTNER
    if isinstance(by, CustomerMembership):
        return Side.CUSTOMER
    return Side.OPERATOR if by else Side.SYSTEM


def check_may_change(grant: DelegatedAdminGrant, by: Actor) -> None:
    """PermissionDenied unless the actor may give up, reduce or take back these rights (decisions §6, §9).

    A partner's admin agent, a customer's global administrator, an operator, a job. ValidationError
    `partner_suspended` for a colleague of a suspended partner, who reads and changes nothing.
    """
    if isinstance(by, PartnerMembership):
        check_may_manage(by, of_partner=grant.partner_id)
    elif isinstance(by, CustomerMembership):
        check_may_take_back(grant, by)
    elif by is not None and not by.is_staff:
        raise PermissionDenied(_("Only the two sides or an operator can change rights."))


def check_may_manage(by: PartnerMembership, *, of_partner: int) -> None:
    """An admin agent of this partner, read afresh: roles and membership count as they are now."""
    now = PartnerMembership.objects.select_related("partner").filter(pk=by.pk, left_at=None).first()
    if now is None or now.partner_id != of_partner:
        raise PermissionDenied(_("These rights belong to another partner."))
    if allowed(now.roles, Capability.REQUEST_WITH_RIGHTS) is not Allowed.YES:
        raise PermissionDenied(_("Only an admin agent can change rights."))
    if now.partner.is_suspended:  # it reads and changes nothing (decisions §6)
        check_available(now.partner)


def check_may_take_back(grant: DelegatedAdminGrant, by: CustomerMembership) -> None:
    """A global administrator of the customer, read afresh."""
    admins = CustomerMembership.objects.filter(pk=by.pk, left_at=None, role=CustomerRole.GLOBAL_ADMIN)
    if not admins.filter(customer=grant.customer_id).exists():
        raise PermissionDenied(_("Only a global administrator of the organisation can change rights."))
