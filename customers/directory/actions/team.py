"""Somebody comes into an organisation, becomes something else there, or leaves it (decisions §9)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from customers.directory import rules
from customers.directory.actions.events import log
from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.directory.ownership import as_owner
from partnercenter.accounts.models import User
from partnercenter.accounts.sessions import sign_out
from partnercenter.pages.busy import wait_at_most
from partnercenter.teams.mails import tell_removed, tell_roles_changed
from partnercenter.teams.rules import check_not_from_directory


def join(customer: Customer, *, user: User, role: CustomerRole, by: User) -> CustomerMembership:
    """Make somebody a member, or leave the membership that stands."""
    membership, is_new = CustomerMembership.objects.get_or_create(
        customer=customer, user=user, left_at=None, defaults={"role": role}
    )
    if is_new:
        log("membership.joined", customer, by=by, role=str(role), user=str(user.public_id))
    return membership


@transaction.atomic
def follow_directory(*, customer: Customer, user: User, role: CustomerRole) -> CustomerMembership:
    """Make somebody's membership what the directory says; nobody changes its role by hand from then on.

    Raises `ValidationError` (`last_global_admin`).
    """
    membership = join(customer, user=user, role=role, by=user)
    CustomerMembership.objects.filter(pk=membership.pk).update(is_from_directory=True)
    return set_role(membership, [role], by=user)


@transaction.atomic
def change_role(*, membership: CustomerMembership, roles: Sequence[str], by: User) -> CustomerMembership:
    """Give a member another role, the one of `roles`; it counts from the next click. The same again is no change.

    Raises `ValidationError` (`from_directory`, `left_already`, `last_global_admin`).
    """
    check_not_from_directory(membership)
    return set_role(membership, roles, by=by)


def set_role(membership: CustomerMembership, roles: Sequence[str], *, by: User) -> CustomerMembership:
    changing, role = lock_membership(membership), CustomerRole(roles[0])
    rules.check_present(changing)
    if changing.role == role:
        return changing
    rules.check_keeps_global_admin(changing)
    before, changing.role = changing.role, role
    changing.save(update_fields=["role"])
    customer = changing.customer
    facts = {"user": str(changing.user.public_id), "before": str(before), "after": str(role)}
    event = log("membership.roles_changed", customer, by=by, **facts)
    tell_roles_changed(as_owner(customer), changing, str(event.public_id))
    sign_out(changing.user, by=by)
    return changing


@transaction.atomic
def member_leaves(*, membership: CustomerMembership, successor: None = None, by: User) -> CustomerMembership:
    """End a membership: its person is a stranger to the organisation at the next click. Nothing passes to others.

    Raises `ValidationError` (`left_already`, `last_global_admin`).
    """
    leaving = lock_membership(membership)
    rules.check_present(leaving)
    rules.check_keeps_global_admin(leaving)
    leaving.left_at = timezone.now()
    leaving.save(update_fields=["left_at"])
    log("membership.left", leaving.customer, by=by, user=str(leaving.user.public_id))
    tell_removed(as_owner(leaving.customer), leaving)
    sign_out(leaving.user, by=by)
    return leaving


def lock_membership(membership: CustomerMembership) -> CustomerMembership:
    """The membership, locked and read afresh; its customer first, so that two global admins cannot leave at once."""
    wait_at_most()
    Customer.objects.select_for_update(no_key=True).only("pk").get(pk=membership.customer_id)
    found = CustomerMembership.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("customer__cloud", "user").get(pk=membership.pk)
