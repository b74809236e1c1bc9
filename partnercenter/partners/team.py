"""The partner's team: how the room of teams finds its members and changes them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnercenter.accounts.models import User
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.owners import Organisation
from partnercenter.pages.forms import ChoiceNote
from partnercenter.partners.actions import change_roles, follow_directory, member_joins, member_leaves
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from partnercenter.partners.staff import check_keeps_global_admin
from partnercenter.teams.kinds import TeamKind, register_team

OFFERED = (
    *(PartnerRole.VIEWER, PartnerRole.HELPDESK_AGENT, PartnerRole.SALES_AGENT),
    *(PartnerRole.ADMIN_AGENT, PartnerRole.GLOBAL_ADMIN),
)  # the smallest first
NOTES = {
    PartnerRole.VIEWER.value: ChoiceNote(hint=_("Sees customers and requests, and changes nothing.")),
    PartnerRole.HELPDESK_AGENT.value: ChoiceNote(
        hint=_("Works on service requests; reads, blocks and resets users of customers.")
    ),
    PartnerRole.SALES_AGENT.value: ChoiceNote(
        hint=_("Requests relationships, orders, and attests agreements. An admin agent releases requests with rights.")
    ),
    PartnerRole.ADMIN_AGENT.value: ChoiceNote(
        hint=_("Requests and uses administrator rights, orders, and ends relationships.")
    ),
    PartnerRole.GLOBAL_ADMIN.value: ChoiceNote(
        hint=_("Manages the team, domains, templates and settings, and ends relationships.")
    ),
}


def members(organisation: Organisation) -> QuerySet[PartnerMembership]:
    """The partner's present staff, by name."""
    present = PartnerMembership.objects.filter(partner__public_id=organisation.public_id, left_at=None)
    return present.select_related("user", "partner").order_by("user__display_name", "pk")


def is_open(organisation: Organisation) -> bool:
    return not partner_of(organisation).is_suspended


def partner_of(organisation: Organisation) -> Partner:
    return Partner.objects.select_related("cloud").get(public_id=organisation.public_id)


def add(*, organisation: Organisation, user: User, roles: Sequence[str], by: User) -> Any:
    return member_joins(partner=partner_of(organisation), user=user, roles=roles, by=by)


def follow(*, organisation: Organisation, user: User, roles: Sequence[str]) -> Any:
    return follow_directory(partner=partner_of(organisation), user=user, roles=roles)


def register() -> None:
    """Called when the apps are ready."""
    room = TeamKind(
        roles=OFFERED,
        notes=NOTES,
        has_several=True,
        hands_over=True,
        members=members,
        is_open=is_open,
        check_stays=check_keeps_global_admin,
        last_role=PartnerRole.GLOBAL_ADMIN,
        add=add,
        change=change_roles,
        remove=member_leaves,
        follow=follow,
    )
    register_team(TenantDomain.Owner.PARTNER, room)
