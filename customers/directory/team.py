"""The customer's team: how the room of teams finds its members and changes them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from customers.directory.actions import change_role, follow_directory, join, member_leaves
from customers.directory.forms import OFFERED_ROLES, ROLE_NOTES
from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.directory.rules import check_keeps_global_admin
from partnercenter.accounts.models import User
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.owners import Organisation
from partnercenter.teams.kinds import TeamKind, register_team


def members(organisation: Organisation) -> QuerySet[CustomerMembership]:
    """The organisation's people at present, by name."""
    present = CustomerMembership.objects.filter(customer__public_id=organisation.public_id, left_at=None)
    return present.select_related("user", "customer").order_by("user__display_name", "pk")


def add(*, organisation: Organisation, user: User, roles: Sequence[str], by: User) -> Any:
    customer = Customer.objects.select_related("cloud").get(public_id=organisation.public_id)
    return join(customer, user=user, role=CustomerRole(roles[0]), by=by)


def follow(*, organisation: Organisation, user: User, roles: Sequence[str]) -> Any:
    customer = Customer.objects.select_related("cloud").get(public_id=organisation.public_id)
    return follow_directory(customer=customer, user=user, role=CustomerRole(roles[0]))


def register() -> None:
    """Called when the apps are ready."""
    room = TeamKind(
        roles=OFFERED_ROLES,
        notes=ROLE_NOTES,
        has_several=False,
        members=members,
        is_open=lambda organisation: True,
        check_stays=check_keeps_global_admin,
        last_role=CustomerRole.GLOBAL_ADMIN,
        add=add,
        change=change_role,
        remove=member_leaves,
        follow=follow,
    )
    register_team(TenantDomain.Owner.CUSTOMER, room)
