"""How the demo's granular rights reach people: groups, their roles, and what has gone out of step since."""

from dataclasses import dataclass
from datetime import datetime

from customers.grants.models import AccessAssignment, DelegatedAdminGrant, GroupMember, RoleTemplate, SecurityGroup
from customers.relationships.index import refresh_pair
from partnercenter.demo.past import ago, midnight_after, note
from partnercenter.demo.stage import Stage
from partnercenter.demo.stories import KITAKAZE

HELPDESK, READERS = ("helpdesk_administrator", "license_administrator"), ("global_reader", "directory_readers")
PROJECT = ("exchange_administrator", "sharepoint_administrator", "global_reader")
DESK, LICENCES, MOVING, RETIRED = "ヘルプデスク班", "ライセンス班", "移行プロジェクト班", "旧サポート班"
STAFF = {DESK: (0, 2), LICENCES: (0, 1), MOVING: (0,), RETIRED: (2,)}  # places in the partner's staff
TEMPLATES = {"一次対応": HELPDESK, "現状調査": READERS}


@dataclass(frozen=True, kw_only=True)
class Held:
    """Granular rights beside what the stories began; `groups` and the roles that each has."""

    customer: str
    name: str
    roles: tuple[str, ...]
    days_ago: int
    days: int
    auto_extends: bool = False
    expired: bool = False


HELD = (
    Held(customer="lindgren-marine.example", name="4001001-migration", roles=PROJECT, days_ago=25, days=30),
    Held(
        customer="minato-seiki.example",
        name="4001001-helpdesk",
        roles=HELPDESK,
        days_ago=60,
        days=180,
        auto_extends=True,
    ),
    Held(customer="lindgren-marine.example", name="4001001-survey", roles=READERS, days_ago=60, days=20, expired=True),
)
# Which group has which roles of which rights; "komorebi" is left to nobody, so that its page warns.
GIVEN = (
    ("4001001-migration", MOVING, PROJECT[:2]),
    ("4001001-helpdesk", DESK, HELPDESK),
    ("4001001-helpdesk", RETIRED, HELPDESK[:1]),
    ("4001001-tsubaki-foods", DESK, HELPDESK),
    ("4001001-tsubaki-foods", LICENCES, HELPDESK[1:]),
)


def add_rights(stage: Stage) -> None:
    """Groups, assignments, templates; nothing where the groups are there already."""
    partner = stage.partners[KITAKAZE]
    if SecurityGroup.objects.filter(partner=partner).exists():
        return
    groups = {name: add_group(stage, name) for name in STAFF}
    for name, group, roles in GIVEN:
        give(stage, DelegatedAdminGrant.objects.get(partner=partner, name=name), groups[group], roles)
    let_drift(groups[RETIRED])
    for name, roles in TEMPLATES.items():
        RoleTemplate.objects.create(partner=partner, name=name, roles=sorted(roles))


def add_group(stage: Stage, name: str) -> SecurityGroup:
    group = SecurityGroup.objects.create(partner=stage.partners[KITAKAZE], name=name)
    staff = stage.staff[KITAKAZE]
    GroupMember.objects.bulk_create([GroupMember(group=group, membership=staff[place]) for place in STAFF[name]])
    return group


def add_grant(stage: Stage, held: Held) -> None:
    """The rights as the customer's admin granted them, unless they are there."""
    partner, customer, at = stage.partners[KITAKAZE], stage.customers[held.customer], ago(held.days_ago)
    if DelegatedAdminGrant.objects.filter(partner=partner, name=held.name).exists():
        return
    ends_at = midnight_after(at, held.days, zone=customer.time_zone)
    grant = DelegatedAdminGrant.objects.create(
        partner=partner,
        customer=customer,
        kind=DelegatedAdminGrant.Kind.GRANULAR,
        name=held.name,
        roles=list(held.roles),
        starts_at=at,
        days=held.days,
        ends_at=ends_at,
        auto_extends=held.auto_extends,
        granted_by=stage.admins[held.customer],
        **(expired_at(ends_at) if held.expired else {}),
    )
    note("grant.started", grant, at=at, by=grant.granted_by, side="customer", partner=partner, customer=customer)
    if held.expired:
        note("grant.expired", grant, at=ends_at, by=None, side="system", partner=partner, customer=customer)
    refresh_pair(partner, customer)
    stage.counted.add("grants")


def expired_at(ends_at: datetime) -> dict[str, object]:
    return {"status": DelegatedAdminGrant.Status.EXPIRED, "ended_at": ends_at}


def give(stage: Stage, grant: DelegatedAdminGrant, group: SecurityGroup, roles: tuple[str, ...]) -> None:
    """The group has these roles since the day after the rights began."""
    AccessAssignment.objects.create(
        grant=grant,
        group=group,
        roles=list(roles),
        status=AccessAssignment.Status.ACTIVE,
        created_by=stage.staff[KITAKAZE][0].user,
        activated_at=ago(1),
    )


def let_drift(retired: SecurityGroup) -> None:
    """The group is deleted, and its assignment still names it."""
    retired.deleted_at = ago(4)
    retired.save()
