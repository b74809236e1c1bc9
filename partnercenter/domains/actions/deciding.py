"""What confirms a domain, takes that back, or gives it to somebody else. An operator decides with a reason."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnercenter.accounts.models import User
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains import rules
from partnercenter.domains.actions.keeping import choose_primary, new_owner
from partnercenter.domains.actions.noting import OPERATOR, SYSTEM, lock_claim, lock_domain, note_claim, note_domain
from partnercenter.domains.mails import tell_confirmed, tell_granted, tell_lost, tell_rejected, tell_unconfirmed
from partnercenter.domains.models import DomainClaim
from partnercenter.domains.owners import Organisation, find_owner
from partnercenter.domains.signals import domains_changed

Status = DomainClaim.Status


@transaction.atomic
def confirm_domain(*, domain: TenantDomain, reason: str = "", is_proved: bool = False, by: User | None) -> TenantDomain:
    """Confirm it: by its DNS record (`is_proved`), or by an operator's own check, who says why.

    One that is confirmed already stays as it is. Raises `ValidationError` (`no_reason`, `reason_too_long`).
    """
    said = "" if is_proved else rules.check_reason(reason)
    row = lock_domain(domain)
    if row.is_confirmed:
        return row
    row.confirmed_at, row.confirmed_by, row.reason = timezone.now(), who(by, is_proved=is_proved), said
    row.save(update_fields=["confirmed_at", "confirmed_by", "reason"])
    side = side_of(row.owner_kind, by) if is_proved else OPERATOR
    note_domain("confirmed", row, by=by, side=side, how="dns" if is_proved else "operator")
    tell_confirmed(row)
    return row


def who(by: User | None, *, is_proved: bool) -> str:
    """The words of `confirmed_by`."""
    return TenantDomain.DNS_RECORD if is_proved or by is None else f"operator {by.public_id}"


def side_of(kind: str, by: User | None) -> str:
    """The side that an event is of: the organisation's where a person pressed, the portal's where a job asked."""
    return kind if by and kind else SYSTEM


@transaction.atomic
def unconfirm_domain(*, domain: TenantDomain, reason: str, by: User) -> TenantDomain:
    """Take a confirmation back; a new record has to prove the domain. Raises `ValidationError` (`no_reason`,
    `reason_too_long`, `domain_unconfirmed`)."""
    said, row = rules.check_reason(reason), lock_domain(domain)
    rules.check_unconfirmable(row)
    row.confirmed_at, row.confirmed_by, row.reason = None, "", said
    row.challenge, row.checked_at = uuid.uuid4(), None
    row.save(update_fields=["confirmed_at", "confirmed_by", "reason", "challenge", "checked_at"])
    note_domain("unconfirmed", row, by=by, side=OPERATOR)
    tell_unconfirmed(row)
    return row


@transaction.atomic
def grant_claim(*, claim: DomainClaim, reason: str, by: User) -> DomainClaim:
    """An operator gives the domain to the claimant. Raises `ValidationError` (`no_reason`, `reason_too_long`,
    `claim_decided`, `claimant_gone`)."""
    said, locked = rules.check_reason(reason), lock_claim(claim)
    rules.check_move(locked, Status.GRANTED)
    return hand_over(locked, reason=said, by=by)


@transaction.atomic
def reject_claim(*, claim: DomainClaim, reason: str, by: User) -> DomainClaim:
    """An operator leaves the domain where it is. Raises `ValidationError` (`no_reason`, `reason_too_long`,
    `claim_decided`)."""
    said, locked = rules.check_reason(reason), lock_claim(claim)
    rules.check_move(locked, Status.REJECTED)
    settle(locked, Status.REJECTED, reason=said, by=by)
    note_claim("rejected", locked, by=by, side=OPERATOR)
    tell_rejected(locked)
    return locked


def settle(claim: DomainClaim, status: str, *, reason: str, by: User | None) -> None:
    """Write the decision."""
    claim.status, claim.decided_at, claim.decided_by, claim.reason = status, timezone.now(), by, reason
    claim.save(update_fields=["status", "decided_at", "decided_by", "reason", "proved_at"])


def hand_over(claim: DomainClaim, *, reason: str = "", is_proved: bool = False, by: User | None) -> DomainClaim:
    """Give the domain of a locked claim to the claimant, and tell who loses it.

    `is_proved`: DNS decided, `by` only pressed the button. A person without an organisation gets the domain by
    registering one: until then it is nobody's. Raises `ValidationError` (`claimant_gone`).
    """
    winner = find_owner(claim.claimant_kind, claim.claimant_id)
    if claim.claimant_kind and winner is None:
        raise ValidationError(_("The organisation that claims the domain is not there any more."), code="claimant_gone")
    row = lock_holder(claim)
    loser = find_owner(row.owner_kind, row.owner_id) if row and row.owner_id != claim.claimant_id else None
    give(row, claim, winner, who=who(by, is_proved=is_proved), reason=reason)
    settle(claim, Status.GRANTED, reason=reason, by=None if is_proved else by)
    side = side_of(claim.claimant_kind or "customer", by) if is_proved else OPERATOR
    note_claim("granted", claim, by=by, side=side, how="dns" if is_proved else "operator", **lost_by(loser))
    pass_on(claim, winner=winner, loser=loser)
    return claim


def pass_on(claim: DomainClaim, *, winner: Organisation | None, loser: Organisation | None) -> None:
    """What follows for both: the loser's next primary domain, lists that show one, mails."""
    if loser:
        choose_primary(loser)
        domains_changed.send(TenantDomain, organisation=loser, taken_by=claim.claimant_kind)
        tell_lost(claim, loser)
    if winner:
        domains_changed.send(TenantDomain, organisation=winner, taken_by="")
    tell_granted(claim)


def lock_holder(claim: DomainClaim) -> TenantDomain | None:
    """Whoever holds the claimed domain now, kept from changing until the transaction ends."""
    rows = TenantDomain.objects.select_for_update(of=("self",)).select_related("cloud")
    return rows.filter(cloud=claim.cloud, domain=claim.domain).first()


def lost_by(loser: Organisation | None) -> dict[str, str]:
    return {f"lost_by_{loser.kind}": str(loser.public_id)} if loser else {}


def give(row: TenantDomain | None, claim: DomainClaim, winner: Organisation | None, *, who: str, reason: str) -> None:
    """The domain's row as the winner's own, confirmed; no row where there is no organisation to own it."""
    if winner is None:
        if row:
            row.delete()
        return
    row = row or TenantDomain(cloud=claim.cloud, domain=claim.domain, is_primary=False)
    new_owner(row, winner)
    row.confirmed_at, row.confirmed_by, row.reason = timezone.now(), who, reason
    row.save()
