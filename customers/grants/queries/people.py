"""Who of a partner's staff can act by a grant: through groups, or, where rights are full, by her own roles (R-24)."""

from dataclasses import dataclass, field

from customers.grants.models import AccessAssignment, DelegatedAdminGrant, GroupMember
from customers.grants.queries.assignments import roles_gone
from customers.grants.rights import ACTS_AS
from partnercenter.partners.models import PartnerMembership


@dataclass
class Acting:
    """A colleague, the roles (codes) that she has by the grant, and the groups that give them to her."""

    membership: PartnerMembership
    roles: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


def people_of(grant: DelegatedAdminGrant, assignments: list[AccessAssignment]) -> list[Acting]:
    """Everybody who can act by a grant in force, by name. One query."""
    return staff_of_full(grant) if grant.is_full else members_through(assignments)


def staff_of_full(grant: DelegatedAdminGrant) -> list[Acting]:
    """The agents whom full rights let act, each as the role of her own kind."""
    here = PartnerMembership.objects.filter(partner=grant.partner_id, left_at=None, roles__overlap=list(ACTS_AS))
    rows = here.select_related("user").order_by("user__display_name", "pk")
    return [Acting(row, [acts_as for role, acts_as in ACTS_AS.items() if role in row.roles]) for row in rows]


def members_through(assignments: list[AccessAssignment]) -> list[Acting]:
    """The members of groups that hold roles which the grant still has."""
    kept = {each.group_id: each for each in assignments if each.status == AccessAssignment.Status.ACTIVE}
    inside = GroupMember.objects.filter(group__in=kept, group__deleted_at=None, membership__left_at=None)
    found: dict[int, Acting] = {}
    for one in inside.select_related("membership__user").order_by("membership__user__display_name", "membership_id"):
        held = kept[one.group_id]
        add_through(found.setdefault(one.membership_id, Acting(one.membership)), held)
    return [acting for acting in found.values() if acting.roles]


def add_through(acting: Acting, held: AccessAssignment) -> None:
    """What one more group gives her."""
    gone = roles_gone(held)
    new = [role for role in held.roles if role not in gone and role not in acting.roles]
    acting.roles += new
    if len(gone) < len(held.roles):
        acting.groups.append(held.group.name)
