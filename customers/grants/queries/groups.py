"""A partner's security groups as its pages show them."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from customers.grants.models import AccessAssignment, DelegatedAdminGrant, GroupMember, SecurityGroup
from customers.grants.queries.assignments import groups_of
from partnercenter.partners.models import Partner

SHOWN = 100  # grants that a group's page names


def counted_groups(partner: Partner) -> QuerySet[SecurityGroup]:
    """The partner's groups with `members_here` and `grants_reached`, in one query."""
    inside = GroupMember.objects.filter(group=OuterRef("pk"), membership__left_at=None)
    given = standing().filter(group=OuterRef("pk"))
    return groups_of(partner).annotate(members_here=count_of(inside), grants_reached=count_of(given))


def count_of(rows: QuerySet) -> Coalesce:
    """How many rows a group has, beside its other columns."""
    counted = rows.order_by().values("group").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def standing() -> QuerySet[AccessAssignment]:
    """Assignments of rights that have not ended."""
    rows = AccessAssignment.objects.exclude(status=AccessAssignment.Status.REMOVED)
    return rows.filter(grant__status=DelegatedAdminGrant.Status.ACTIVE)


def reached_by(group: SecurityGroup) -> list[AccessAssignment]:
    """What the group may do where, by customer; no more than `SHOWN`."""
    rows = standing().filter(group=group).select_related("grant__customer")
    return list(rows.order_by("grant__customer__sort_key", "pk")[:SHOWN])
