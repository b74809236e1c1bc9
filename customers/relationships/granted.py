"""Who can do what in a customer's organisation: its grants as the customer reads them.

The customer sees how many of a partner's people can act. Names of groups are the partner's own words, which may tell of
its other customers: they stay with it. People are named where they have used a right: in the customer's log of use.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from customers.directory.models import Customer
from customers.grants.models import AccessAssignment, DelegatedAdminGrant, DirectoryRole, GroupMember
from customers.grants.queries.roles import roles_of
from customers.grants.rights import ACTS_AS
from customers.relationships.consent import Access, access_of
from partnercenter.partners.models import PartnerMembership


@dataclass(frozen=True)
class Granted:
    """A grant: its roles in words, in how many groups' hands they are, and how many people can act by it."""

    grant: DelegatedAdminGrant
    roles: list[DirectoryRole] = field(default_factory=list)
    groups: int = 0
    people: int = 0


@dataclass(frozen=True)
class Holder:
    """A partner that holds rights in force, and what it holds."""

    access: Access
    grants: list[Granted]


def holders_at(customer: Customer) -> list[Holder]:
    """Every partner that holds rights at the customer now. Six queries, however many there are."""
    found = [access for access in access_of(customer) if access.rights]
    read = {each.grant.pk: each for each in read_grants([grant for access in found for grant in access.rights])}
    return [Holder(access, [read[grant.pk] for grant in access.rights]) for access in found]


def read_grants(grants: list[DelegatedAdminGrant]) -> list[Granted]:
    """What each of these grants lets whom do. Four queries."""
    known = {role.code: role for role in roles_of({code for grant in grants for code in grant.roles})}
    given = list(standing_assignments(grants))
    inside = members_by_group({each.group_id for each in given})
    agents = agents_by_partner(grants)
    return [
        Granted(
            grant,
            roles=[known[code] for code in grant.roles if code in known],
            groups=sum(each.grant_id == grant.pk for each in given),
            people=agents.get(grant.partner_id, 0) if grant.is_full else people_through(grant, given, inside),
        )
        for grant in grants
    ]


def standing_assignments(grants: Iterable[DelegatedAdminGrant]) -> Iterable[AccessAssignment]:
    """What groups that are still there hold of these grants."""
    active = AccessAssignment.objects.filter(grant__in=[grant.pk for grant in grants], group__deleted_at=None)
    return active.filter(status=AccessAssignment.Status.ACTIVE).order_by("pk")


def people_through(grant: DelegatedAdminGrant, given: Iterable[AccessAssignment], inside: dict[int, set[int]]) -> int:
    """How many different people the groups of a grant hold, by roles that the grant still has."""
    reached: set[int] = set()
    for each in given:
        if each.grant_id == grant.pk and set(each.roles) & set(grant.roles):
            reached |= inside.get(each.group_id, set())
    return len(reached)


def members_by_group(groups: Iterable[int]) -> dict[int, set[int]]:
    """The colleagues of each group who are still with the partner."""
    found: dict[int, set[int]] = {}
    rows = GroupMember.objects.filter(group__in=list(groups), membership__left_at=None)
    for group, member in rows.values_list("group_id", "membership_id"):
        found.setdefault(group, set()).add(member)
    return found


def agents_by_partner(grants: Iterable[DelegatedAdminGrant]) -> dict[int, int]:
    """How many people full rights let act: the partner's admin and helpdesk agents (R-24)."""
    partners = {grant.partner_id for grant in grants if grant.is_full}
    found: dict[int, int] = {}
    rows = PartnerMembership.objects.filter(partner__in=partners, left_at=None, roles__overlap=list(ACTS_AS))
    for partner in rows.values_list("partner_id", flat=True):
        found[partner] = found.get(partner, 0) + 1
    return found
