"""A partnership begins and ends (R-62, R-68, decisions §7)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from partnercenter.accounts.models import User
from partnercenter.partners.access import why_not_end
from partnercenter.partners.actions.actors import Actor, lock_partners, lock_partnership, log, user_of
from partnercenter.partners.mails.partnerships import tell_ended, tell_started
from partnercenter.partners.models import Partner, PartnerMembership, Partnership
from partnercenter.partners.partnership_rules import check_pair
from partnercenter.partners.rules import check_available
from partnercenter.partners.signals import partnership_ended

Side = Partnership.Side


@transaction.atomic
def start_partnership(*, provider: Partner, reseller: Partner, by: Actor) -> Partnership:
    """Begin the partnership of two partners that may have one; both are told.

    For an operator who registers one; a reseller's global admin comes here through `accept_partnership`. Raises
    ValidationError with the codes of `check_pair`.
    """
    locked = lock_partners(provider, reseller)
    begun = begin(locked[provider.pk], locked[reseller.pk], by=by)
    tell_started(begun)
    return begun


def begin(provider: Partner, reseller: Partner, *, by: Actor) -> Partnership:
    """Check the pair and write the row and its two events, in the caller's transaction and under its locks."""
    in_force = Partnership.objects.filter(provider=provider, reseller=reseller, status=Partnership.Status.ACTIVE)
    check_pair(provider, reseller, in_force=in_force.exists())
    begun = Partnership.objects.create(provider=provider, reseller=reseller, accepted_by=user_of(by))
    for partner in (provider, reseller):
        log("partnership.started", begun, by, partner=partner)
    return begun


@transaction.atomic
def end_partnership(*, partnership: Partnership, reason: str = "", by: PartnerMembership | User) -> Partnership:
    """End it from either side, or as an operator. Customers, relationships and rights stay; requests through it that
    wait are withdrawn by the receivers of `partnership_ended`, and both sides are told.

    A second call changes nothing. Raises PermissionDenied where the roles do not reach.
    """
    locked = lock_partnership(partnership)
    check_may_end(locked, by)
    if not locked.is_active:
        return locked
    locked.status, locked.ended_at, locked.ended_by = Partnership.Status.ENDED, timezone.now(), user_of(by)
    locked.ended_side, locked.end_reason = ending_side(by, locked), reason
    locked.save(update_fields=["status", "ended_at", "ended_by", "ended_side", "end_reason"])
    for partner in (locked.provider, locked.reseller):
        log("partnership.ended", locked, by, partner=partner, side=str(locked.ended_side), with_reason=bool(reason))
    partnership_ended.send(sender=Partnership, partnership=locked, by=user_of(by))
    tell_ended(locked)
    return locked


def check_may_end(partnership: Partnership, by: PartnerMembership | User) -> None:
    """PermissionDenied unless a colleague whose role reaches, or an operator, asks for it."""
    if isinstance(by, PartnerMembership):
        reason = why_not_end(by, partnership)
        if reason:
            raise PermissionDenied(reason)
        if by.partner.is_suspended:  # it reads and changes nothing (decisions §6)
            check_available(by.partner)
    elif not by.is_staff:
        raise PermissionDenied


def ending_side(by: PartnerMembership | User, partnership: Partnership) -> str:
    """From which side it is ended."""
    return partnership.side_of(by.partner) if isinstance(by, PartnerMembership) else Side.OPERATOR
