"""What holds for a partner's staff: somebody may leave, and the partner keeps a global admin."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from partnercenter.partners.models import PartnerMembership, PartnerRole


def colleagues_of(membership: PartnerMembership) -> QuerySet[PartnerMembership]:
    """Everybody else who works for the same partner now."""
    staff = PartnerMembership.objects.filter(partner=membership.partner_id, left_at=None)
    return staff.exclude(pk=membership.pk).select_related("user", "partner").order_by("user__display_name", "pk")


def check_may_leave(leaving: PartnerMembership, successor: PartnerMembership | None) -> None:
    """Nobody leaves twice, what is handed over stays with the partner, and the partner keeps a global admin.

    Codes `left_already`, `successor`, `last_global_admin`.
    """
    if leaving.left_at:
        raise ValidationError(_("This person has left already."), code="left_already")
    if successor and (successor.partner_id != leaving.partner_id or successor.left_at or successor.pk == leaving.pk):
        raise ValidationError(_("Choose a colleague who works for the same partner."), code="successor")
    check_keeps_global_admin(leaving)


def check_may_change(changing: PartnerMembership, roles: Sequence[str]) -> None:
    """Who has left stays as it was, and the partner keeps a global admin. Codes `left_already`, `last_global_admin`."""
    if changing.left_at:
        raise ValidationError(_("This person has left already."), code="left_already")
    if PartnerRole.GLOBAL_ADMIN not in roles:
        check_keeps_global_admin(changing)


def check_keeps_global_admin(membership: PartnerMembership) -> None:
    """Refuse what takes the last global admin away. Code `last_global_admin`."""
    if PartnerRole.GLOBAL_ADMIN not in membership.roles:
        return
    if colleagues_of(membership).filter(roles__contains=[PartnerRole.GLOBAL_ADMIN]).exists():
        return
    raise ValidationError(
        _(
            "%(person)s is the last global admin of %(partner)s. Give the role to a colleague first: without one "
            "nobody can manage the team."
        ),
        code="last_global_admin",
        params={"person": membership.user, "partner": membership.partner},
    )
