"""Access assignments: a group gets roles out of a grant (R-108). Lock order: customer, grant, group."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.grants.actions.events import record_about
from customers.grants.actions.groups import lock_group
from customers.grants.actions.locking import lock_grant
from customers.grants.actors import check_may_manage
from customers.grants.models import AccessAssignment, DelegatedAdminGrant, SecurityGroup
from customers.grants.queries import due
from customers.grants.queries.grants import database_now
from customers.grants.rules import check_active, check_granular, check_not_over, check_roles
from partnercenter.accounts.models import User
from partnercenter.partners.models import PartnerMembership

Status = AccessAssignment.Status
BATCH = 200


@transaction.atomic
def assign(
    *, grant: DelegatedAdminGrant, group: SecurityGroup, roles: Collection[str], by: PartnerMembership
) -> AccessAssignment:
    """Give roles of a grant to a group; a job activates it within seconds.

    Raises `ValidationError` (`grant_not_active`, `full_rights_whole`, `roles`, `group_deleted`, `assigned_already`,
    `partner_suspended`), PermissionDenied.
    """
    current = lock_for(grant, roles, by=by)
    receiving = lock_group(group, by)
    if current.assignments.filter(group=receiving).exclude(status=Status.REMOVED).exists():
        raise ValidationError(
            _("This group has roles of these rights already. Change its roles instead."), code="assigned_already"
        )
    assignment = AccessAssignment.objects.create(
        grant=current, group=receiving, roles=in_order(current, roles), created_by=by.user
    )
    log("assignment.created", assignment, by.user, roles=assignment.roles)
    return assignment


@transaction.atomic
def change_assignment(
    *, assignment: AccessAssignment, roles: Collection[str], by: PartnerMembership
) -> AccessAssignment:
    """Other roles of the same grant for the group, at once.

    Raises as `assign`, and `ValidationError` (`assignment_removed`).
    """
    grant = lock_for(assignment.grant, roles, by=by)
    current = lock_assignment(assignment)
    before, current.roles = current.roles, in_order(grant, roles)
    current.save(update_fields=["roles"])
    log("assignment.changed", current, by.user, before=before, roles=current.roles)
    return current


@transaction.atomic
def remove_assignment(*, assignment: AccessAssignment, by: PartnerMembership) -> AccessAssignment:
    """The group loses these roles at once; also of rights that have ended and of groups that are gone.

    Raises `ValidationError` (`assignment_removed`, `partner_suspended`), PermissionDenied.
    """
    grant = lock_grant(assignment.grant)
    check_may_manage(by, of_partner=grant.partner_id)
    current = lock_assignment(assignment)
    current.status, current.removed_at, current.removed_by = Status.REMOVED, timezone.now(), by.user
    current.save(update_fields=["status", "removed_at", "removed_by"])
    log("assignment.removed", current, by.user, roles=current.roles)
    return current


def activate_pending() -> int:
    """Make waiting assignments active; answers how many. Several jobs may share the work."""
    done = 0
    while activated := activate_batch():
        done += activated
    return done


@transaction.atomic
def activate_batch() -> int:
    """Those that nobody is at work on, each with its event."""
    waiting = due.to_activate().select_for_update(of=("self",), skip_locked=True)
    rows = list(waiting.select_related("group", "grant__partner", "grant__customer__cloud")[:BATCH])
    for assignment in rows:
        make_active(assignment, by=None)
    return len(rows)


@transaction.atomic
def activate_waiting(*, assignment: AccessAssignment, by: User) -> AccessAssignment:
    """An operator does what the job should have done. Raises `ValidationError` (`not_waiting`)."""
    waiting = due.to_activate().select_for_update(of=("self",)).filter(pk=assignment.pk)
    current = waiting.select_related("group", "grant__partner", "grant__customer__cloud").first()
    if current is None:
        raise ValidationError(_("This assignment does not wait to be activated."), code="not_waiting")
    make_active(current, by=by)
    return current


def make_active(assignment: AccessAssignment, *, by: User | None) -> None:
    """The row's move and its event."""
    assignment.status, assignment.activated_at = Status.ACTIVE, timezone.now()
    assignment.save(update_fields=["status", "activated_at"])
    side = "operator" if by else "system"
    log("assignment.activated", assignment, by, side=side, roles=assignment.roles)


def lock_for(grant: DelegatedAdminGrant, roles: Collection[str], *, by: PartnerMembership) -> DelegatedAdminGrant:
    """The grant under its locks, and everything that giving out its roles needs."""
    current = lock_grant(grant)
    check_may_manage(by, of_partner=current.partner_id)
    check_active(current)
    check_not_over(current, database_now())
    check_granular(current)
    check_roles(roles, available=current.roles)
    return current


def lock_assignment(assignment: AccessAssignment) -> AccessAssignment:
    """The row, read afresh. Code `assignment_removed`."""
    rows = AccessAssignment.objects.select_for_update(of=("self",))
    current = rows.select_related("group", "grant__partner", "grant__customer__cloud").get(pk=assignment.pk)
    if current.status == Status.REMOVED:
        raise ValidationError(_("This group no longer has roles of these rights."), code="assignment_removed")
    return current


def in_order(grant: DelegatedAdminGrant, roles: Collection[str]) -> list[str]:
    """The roles in the order in which the grant has them."""
    return [role for role in grant.roles if role in roles]


def log(action: str, assignment: AccessAssignment, by: User | None, *, side: str = "partner", **details: Any) -> None:
    """The event stands with the grant: the customer reads who got what out of its rights."""
    ids = {"assignment": str(assignment.public_id), "group": str(assignment.group.public_id)}
    record_about(assignment.grant, action, side=side, by=by, **ids, **details)
