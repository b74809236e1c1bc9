"""Somebody joins a partner's staff, becomes something else there, or leaves it (decisions §4, §9)."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnercenter.accounts.models import User
from partnercenter.accounts.sessions import sign_out
from partnercenter.audit.log import record
from partnercenter.partners.actions.actors import lock_partners
from partnercenter.partners.actions.requests import hand_over
from partnercenter.partners.models import Partner, PartnerMembership
from partnercenter.partners.ownership import as_owner
from partnercenter.partners.signals import member_left
from partnercenter.partners.staff import check_may_change, check_may_leave
from partnercenter.teams.mails import tell_removed, tell_roles_changed
from partnercenter.teams.rules import check_not_from_directory


@transaction.atomic
def member_joins(*, partner: Partner, user: User, roles: Sequence[str], by: User) -> PartnerMembership:
    """Make somebody a member; whoever is one already keeps the roles that stand."""
    membership, is_new = PartnerMembership.objects.get_or_create(
        partner=partner, user=user, left_at=None, defaults={"roles": list(roles)}
    )
    if is_new:
        log("membership.joined", membership, by=by, roles=list(roles))
    return membership


@transaction.atomic
def follow_directory(*, partner: Partner, user: User, roles: Sequence[str]) -> PartnerMembership:
    """Make somebody's membership what the partner's directory says; nobody changes its roles by hand from then on.

    Raises ValidationError `last_global_admin`.
    """
    membership = member_joins(partner=partner, user=user, roles=roles, by=user)
    PartnerMembership.objects.filter(pk=membership.pk).update(is_from_directory=True)
    return set_roles(membership, roles, by=user)


@transaction.atomic
def change_roles(*, membership: PartnerMembership, roles: Sequence[str], by: User) -> PartnerMembership:
    """Give a member other roles; they count from the next click. The same roles again are no change.

    Raises ValidationError `from_directory`, `left_already`, `last_global_admin`.
    """
    check_not_from_directory(membership)
    return set_roles(membership, roles, by=by)


def set_roles(membership: PartnerMembership, roles: Sequence[str], *, by: User) -> PartnerMembership:
    lock_partners(membership.partner)  # so that two global admins cannot give up the role at once
    changing = lock_membership(membership)
    check_may_change(changing, roles)
    before = list(changing.roles)
    if set(before) == set(roles):
        return changing
    changing.roles = list(roles)
    changing.save(update_fields=["roles"])
    event = log("membership.roles_changed", changing, by=by, before=before, after=list(roles))
    tell_roles_changed(as_owner(changing.partner), changing, str(event.public_id))
    sign_out(changing.user, by=by)
    return changing


@transaction.atomic
def member_leaves(*, membership: PartnerMembership, successor: PartnerMembership | None, by: User) -> PartnerMembership:
    """End a membership. What waits for an answer passes to `successor`, a colleague; without one it is withdrawn.

    The person is a stranger to the partner at the next click: memberships are read at each request. Raises
    ValidationError `left_already`, `last_global_admin`, `successor`.
    """
    lock_partners(membership.partner)  # so that two global admins cannot leave at once
    leaving = lock_membership(membership)
    check_may_leave(leaving, successor)
    leaving.left_at = timezone.now()
    leaving.save(update_fields=["left_at"])
    log("membership.left", leaving, by=by, successor=str(successor.user.public_id) if successor else None)
    hand_over(leaving, successor, by=by)
    member_left.send(sender=PartnerMembership, membership=leaving, successor=successor, by=by)
    tell_removed(as_owner(leaving.partner), leaving)
    sign_out(leaving.user, by=by)
    return leaving


def lock_membership(membership: PartnerMembership) -> PartnerMembership:
    """The membership, locked and read afresh.

    Not FOR UPDATE: an acceptance refers to the membership while it holds a request that is handed over.
    """
    found = PartnerMembership.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("partner__cloud", "user").get(pk=membership.pk)


def log(action: str, membership: PartnerMembership, *, by: User, **details: Any) -> Any:
    """The event, with ids alone."""
    return record(
        action,
        about=membership,
        by=by,
        side="operator" if by.is_staff else "partner",
        cloud_code=membership.partner.cloud.code,
        partner_id=membership.partner.public_id,
        details={"user": str(membership.user.public_id), **details},
    )
