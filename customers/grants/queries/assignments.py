"""Who has access through a grant, and where an assignment no longer means what it says (drift)."""

from collections.abc import Iterable
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet

from customers.grants.models import AccessAssignment, DelegatedAdminGrant, GroupMember, SecurityGroup
from partnercenter.partners.models import Partner, PartnerMembership


class Drift(StrEnum):
    """Why a group has less access than its assignment says."""

    GROUP_DELETED = "group_deleted"
    GROUP_EMPTY = "group_empty"
    ROLES_GONE = "roles_gone"


def groups_of(partner: Partner) -> QuerySet[SecurityGroup]:
    """The partner's groups, by name."""
    return SecurityGroup.objects.filter(partner=partner, deleted_at=None)


def members_of(group: SecurityGroup) -> QuerySet[PartnerMembership]:
    """The colleagues in a group who are still with the partner."""
    here = PartnerMembership.objects.filter(group_members__group=group, left_at=None)
    return here.select_related("user").order_by("user__display_name", "pk")


def assignments_of(grant: DelegatedAdminGrant) -> QuerySet[AccessAssignment]:
    """What groups have of a grant, whether they use it or not, each with `has_members`."""
    rows = grant.assignments.exclude(status=AccessAssignment.Status.REMOVED)
    return with_members(rows).select_related("grant", "group")


def with_members(rows: QuerySet[AccessAssignment]) -> QuerySet[AccessAssignment]:
    """Assignments with `has_members`: whether somebody is in the group who is still with the partner."""
    somebody = GroupMember.objects.filter(group=OuterRef("group"), membership__left_at=None)
    return rows.annotate(has_members=Exists(somebody))


def drift_of(assignment: AccessAssignment) -> list[Drift]:
    """What is wrong with an assignment of `assignments_of`; empty where all is well."""
    found = []
    if assignment.group.deleted_at is not None:
        found.append(Drift.GROUP_DELETED)
    elif not assignment.has_members:  # type: ignore[attr-defined]
        found.append(Drift.GROUP_EMPTY)
    if roles_gone(assignment):
        found.append(Drift.ROLES_GONE)
    return found


def roles_gone(assignment: AccessAssignment) -> list[str]:
    """The roles that the assignment names and the grant no longer has."""
    return [role for role in assignment.roles if role not in assignment.grant.roles]


def reaches_somebody(assignments: Iterable[AccessAssignment]) -> bool:
    """Whether one of these gives at least one role to at least one person; the grant's page warns while none does."""
    return any(
        assignment.status == AccessAssignment.Status.ACTIVE
        and assignment.group.deleted_at is None
        and assignment.has_members  # type: ignore[attr-defined]
        and len(roles_gone(assignment)) < len(assignment.roles)
        for assignment in assignments
    )


def with_access(grants: QuerySet[DelegatedAdminGrant]) -> QuerySet[DelegatedAdminGrant]:
    """Grants with `has_access`: whether an active assignment reaches somebody with a role the grant still has.

    For lists, in the list's one query; full rights need no assignment.
    """
    rows = AccessAssignment.objects.filter(
        grant=OuterRef("pk"),
        status=AccessAssignment.Status.ACTIVE,
        group__deleted_at=None,
        group__members__left_at=None,
        group__members__isnull=False,
        roles__overlap=OuterRef("roles"),
    )
    return grants.annotate(has_access=Exists(rows))
