"""The one check of a right: what a partner's person may do at a customer now, by which grant, group and role.

It reads the database every time (decisions §6, T19): the grant in force by the database's clock, the partner not
suspended, the person still on its staff, her roles there, the group that holds roles of the grant. Nothing is cached.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from customers.directory.models import Customer
from customers.grants.models import GLOBAL_ADMINISTRATOR, AccessAssignment, DelegatedAdminGrant, SecurityGroup
from customers.grants.needs import NEEDS, Need, roles_serving, smallest_role
from customers.grants.queries.grants import in_force
from partnercenter.partners.access import allowed
from partnercenter.partners.models import PartnerMembership, PartnerRole

HELPDESK_ADMINISTRATOR = "helpdesk_administrator"
# as whom the partner's agents act where the customer granted full rights
ACTS_AS = {
    PartnerRole.HELPDESK_AGENT.value: HELPDESK_ADMINISTRATOR,
    PartnerRole.ADMIN_AGENT.value: GLOBAL_ADMINISTRATOR,
}


class Why(StrEnum):
    """Why somebody may not."""

    NOT_STAFF = "not_staff"  # left the partner, or never belonged to it
    SUSPENDED = "suspended"  # the partner's rights have no effect
    OWN_ROLE = "own_role"  # the partner itself does not let her
    NO_RIGHTS = "no_rights"  # the partner holds none here, or they ended
    NO_ACCESS = "no_access"  # there are rights, but no group gives them to her
    ROLE_MISSING = "role_missing"  # what she has does not serve the need


@dataclass(frozen=True)
class Right:
    """A yes, and where it comes from; `group` is None where full rights give it."""

    need: Need
    grant: DelegatedAdminGrant
    role: str
    group: SecurityGroup | None = None

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Refusal:
    """A no; `role` is the code of the smallest role that would serve (K39)."""

    need: Need
    why: Why
    role: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class Holding:
    """Roles that a grant gives to a person, through a group or directly."""

    grant: DelegatedAdminGrant
    roles: Collection[str]
    group: SecurityGroup | None = None


def may_use(membership: PartnerMembership, customer: Customer, need: Need) -> Right | Refusal:
    """Whether the person may do this at the customer now. A `Right` is true, a `Refusal` false.

    Granular rights count before full ones (R-106), the least powerful role before others.
    """
    person = PartnerMembership.objects.select_related("partner").filter(pk=membership.pk, left_at=None).first()
    if person is None:
        return refuse(need, Why.NOT_STAFF)
    if person.partner.is_suspended:
        return refuse(need, Why.SUSPENDED)
    if allowed(person.roles, NEEDS[need].capability) not in NEEDS[need].reach:
        return refuse(need, Why.OWN_ROLE)
    holdings = list(holdings_of(person, customer))
    return best_of(holdings, need) or refuse(need, why_none(person, customer, holdings))


def may_use_any(membership: PartnerMembership, customer: Customer) -> dict[Need, Right | Refusal]:
    """Every need's answer, for a page that shows what is open and what is not. Reads for each need anew."""
    return {need: may_use(membership, customer, need) for need in Need}


def holdings_of(person: PartnerMembership, customer: Customer) -> Iterator[Holding]:
    """What the person holds at the customer now: through her groups first, then by full rights. Two queries."""
    pair = {"partner": person.partner_id, "customer": customer.pk}
    given = AccessAssignment.objects.filter(
        status=AccessAssignment.Status.ACTIVE,
        grant__in=in_force().filter(**pair),
        group__deleted_at=None,
        group__group_members__membership=person.pk,
    )
    for assignment in given.select_related("grant__partner", "grant__customer__cloud", "group").order_by("pk"):
        kept = [role for role in assignment.roles if role in assignment.grant.roles]
        yield Holding(assignment.grant, kept, assignment.group)
    full = in_force().filter(**pair, kind=DelegatedAdminGrant.Kind.FULL)
    for grant in full.select_related("partner", "customer__cloud"):
        yield Holding(grant, [ACTS_AS[role] for role in ACTS_AS if role in person.roles])


def best_of(holdings: Collection[Holding], need: Need) -> Right | None:
    """The right by the least powerful role; through a group before by full rights."""
    for by_group in (True, False):
        for role in roles_serving(need):
            for held in holdings:
                if (held.group is not None) == by_group and role in held.roles:
                    return Right(need, held.grant, role, held.group)
    return None


def why_none(person: PartnerMembership, customer: Customer, holdings: Collection[Holding]) -> Why:
    """What is missing: a role, a group for granular rights, an agent's role for full ones, or all rights."""
    if any(held.roles for held in holdings):
        return Why.ROLE_MISSING
    kinds = set(in_force().filter(partner=person.partner_id, customer=customer.pk).values_list("kind", flat=True))
    if DelegatedAdminGrant.Kind.GRANULAR in kinds:
        return Why.NO_ACCESS
    return Why.OWN_ROLE if kinds else Why.NO_RIGHTS


def way_out(answer: Right | Refusal, membership: PartnerMembership, customer: Customer) -> str:
    """What helps against a refusal: `groups` where a grant in force has a role that serves and no group gives it to
    the person, `ask` where the customer has to grant one, and nothing where the person's own partner stands in the way.
    """
    if isinstance(answer, Right) or answer.why not in (Why.NO_RIGHTS, Why.NO_ACCESS, Why.ROLE_MISSING):
        return ""
    granted = in_force().filter(partner=membership.partner_id, customer=customer.pk).values_list("roles", flat=True)
    held = {role for roles in granted for role in roles}
    return "groups" if held.intersection(roles_serving(answer.need)) else "ask"


def refuse(need: Need, why: Why) -> Refusal:
    return Refusal(need, why, smallest_role(need))
