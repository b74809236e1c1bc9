"""A partner's security groups: who is in them is what decides whom granular rights reach (decisions §6)."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.grants.access import may_manage_groups
from customers.grants.models import GroupMember, SecurityGroup
from customers.grants.rules import check_group_name
from partnercenter.partners.actions.actors import log
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.rules import check_available


@transaction.atomic
def create_group(*, name: str, members: Collection[PartnerMembership], by: PartnerMembership) -> SecurityGroup:
    """A new group with these colleagues, or with nobody yet.

    Raises `ValidationError` (`group_name`, `group_name_taken`, `group_members`, `partner_suspended`),
    PermissionDenied.
    """
    check_may_manage_groups(by)
    check_name_for(by, name)
    check_colleagues(members, by)
    group = SecurityGroup.objects.create(partner=by.partner, name=name)
    GroupMember.objects.bulk_create([GroupMember(group=group, membership=member) for member in members])
    log("group.created", group, by, partner=by.partner, members=ids_of(members))
    return group


@transaction.atomic
def change_group(
    *, group: SecurityGroup, name: str, members: Collection[PartnerMembership], by: PartnerMembership
) -> SecurityGroup:
    """Another name, other members; what the group may do stays. The log says who came and who went.

    Raises as `create_group`, and `ValidationError` (`group_deleted`).
    """
    check_may_manage_groups(by)
    current = lock_group(group, by)
    check_name_for(by, name, besides=current)
    check_colleagues(members, by)
    if current.name != name:
        current.name = name
        current.save(update_fields=["name", "sort_key"])
    before = {one.membership_id: one for one in current.group_members.select_related("membership")}
    came = [member for member in members if member.pk not in before]
    went = [one.membership for pk, one in before.items() if pk not in {member.pk for member in members}]
    GroupMember.objects.bulk_create([GroupMember(group=current, membership=member) for member in came])
    GroupMember.objects.filter(group=current, membership__in=went).delete()
    log("group.changed", current, by, partner=by.partner, came=ids_of(came), went=ids_of(went))
    return current


@transaction.atomic
def delete_group(*, group: SecurityGroup, by: PartnerMembership) -> SecurityGroup:
    """The group is gone, and with it all access through it at once; its assignments stay to be cleared (drift).

    Raises `ValidationError` (`group_deleted`, `partner_suspended`), PermissionDenied.
    """
    check_may_manage_groups(by)
    current = lock_group(group, by)
    current.deleted_at = timezone.now()
    current.save(update_fields=["deleted_at"])
    log("group.deleted", current, by, partner=by.partner)
    return current


def check_may_manage_groups(by: PartnerMembership) -> None:
    """Groups are the team's, so a global admin's or an admin agent's; read afresh (decisions §9)."""
    now = PartnerMembership.objects.select_related("partner").filter(pk=by.pk, left_at=None).first()
    if now is None or not may_manage_groups(now.roles):
        raise PermissionDenied(_("Only a global admin or an admin agent can change security groups."))
    if now.partner.is_suspended:  # it reads and changes nothing (decisions §6)
        check_available(now.partner)


def check_name_for(by: PartnerMembership, name: str, *, besides: SecurityGroup | None = None) -> None:
    """A name that no other group of the partner has. Codes `group_name`, `group_name_taken`."""
    check_group_name(name)
    same = SecurityGroup.objects.filter(partner=by.partner, name=name, deleted_at=None).first()
    if same is not None and same != besides:
        raise ValidationError(
            _("There is a group with this name already. Choose another name."), code="group_name_taken"
        )


def check_colleagues(members: Collection[PartnerMembership], by: PartnerMembership) -> None:
    """Staff of the same partner that has not left. Code `group_members`."""
    here = PartnerMembership.objects.filter(partner=by.partner, left_at=None, pk__in=[member.pk for member in members])
    if here.count() != len({member.pk for member in members}):
        raise ValidationError(_("Choose members from your own staff."), code="group_members")


def lock_group(group: SecurityGroup, by: PartnerMembership) -> SecurityGroup:
    """The partner's own group, locked and read afresh. Code `group_deleted`."""
    current = SecurityGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    if current.partner_id != by.partner_id:
        raise PermissionDenied(_("This group belongs to another partner."))
    if current.deleted_at is not None:
        raise ValidationError(_("This group has been deleted."), code="group_deleted")
    return current


def ids_of(members: Collection[PartnerMembership]) -> list[str]:
    return sorted(str(member.public_id) for member in members)
