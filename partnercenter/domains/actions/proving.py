"""Asking DNS for the record, outside of every transaction, and what follows from a record that is there.

A record proves at once what nobody has confirmed. Against a confirmed domain it opens a dispute (docs/decisions/0010).
"""

from collections.abc import Iterable
from itertools import chain
from time import monotonic

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnercenter.accounts.models import User
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains import rules
from partnercenter.domains.actions.deciding import confirm_domain, hand_over, lock_holder, side_of
from partnercenter.domains.actions.noting import lock_claim, note_claim
from partnercenter.domains.mails import tell_disputed
from partnercenter.domains.models import DomainClaim
from partnercenter.domains.owners import Organisation, find_owner
from partnercenter.domains.proof import Finding, Outcome, look_up
from partnercenter.domains.queries import due_claims, due_domains, last_checked, standing_against

Status = DomainClaim.Status


def check_domain(*, domain: TenantDomain, by: User | None) -> Finding:
    """Look for the record of an unconfirmed domain and confirm it where it stands. Raises `ValidationError`
    (`checked_just_now`)."""
    mark_asked(domain, owner_of(domain), by=by)
    found = look_up(domain.domain, domain.challenge)
    if found.outcome is Outcome.FOUND:
        confirm_proved(domain, by=by)
    return found


@transaction.atomic
def confirm_proved(domain: TenantDomain, *, by: User | None) -> None:
    """Confirm, unless owner or challenge changed while DNS was asked."""
    same = {"owner_id": domain.owner_id, "challenge": domain.challenge}
    still = TenantDomain.objects.select_for_update().filter(pk=domain.pk, **same).first()
    if still:
        confirm_domain(domain=still, is_proved=True, by=by)


def check_claim(*, claim: DomainClaim, by: User | None) -> Finding:
    """Look for the record of an open claim, and settle it as far as a record can. Raises `ValidationError`
    (`checked_just_now`, `claimant_gone`)."""
    mark_asked(claim, owner_of(claim), by=by)
    found = look_up(claim.domain, claim.challenge)
    if found.outcome is Outcome.FOUND:
        settle_proved(claim, by=by)
    return found


def settle_proved(claim: DomainClaim, *, by: User | None) -> DomainClaim:
    """A record stands for the claim: hand the domain over, or leave it to the operator where another's is confirmed."""
    try:
        return settle_once(claim, by=by)
    except IntegrityError:  # somebody registered the domain at the same moment: now there is a row to look at
        return settle_once(claim, by=by)


@transaction.atomic
def settle_once(claim: DomainClaim, *, by: User | None) -> DomainClaim:
    locked = lock_claim(claim)
    if not locked.is_open:
        return locked
    locked.proved_at = locked.proved_at or timezone.now()
    lock_holder(locked)
    against = standing_against(locked.cloud, locked.domain, locked.claimant_id)
    if against is None:
        return hand_over(locked, is_proved=True, by=by)
    return dispute_proved(locked, against, by=by)


def dispute_proved(claim: DomainClaim, against: TenantDomain, *, by: User | None) -> DomainClaim:
    """Two organisations with good reasons: both are told, and the operator decides."""
    is_new = claim.status == Status.PENDING
    claim.status = Status.DISPUTED
    claim.holder_kind, claim.holder_id = against.owner_kind, against.owner_id
    claim.save(update_fields=["status", "proved_at", "holder_kind", "holder_id"])
    note_claim("proved", claim, by=by, side=side_of(claim.claimant_kind or "customer", by))
    if is_new:
        tell_disputed(claim)
    return claim


def owner_of(row: TenantDomain | DomainClaim) -> Organisation | None:
    """The organisation whose look-ups are counted together."""
    if isinstance(row, TenantDomain):
        return find_owner(row.owner_kind, row.owner_id)
    return find_owner(row.claimant_kind, row.claimant_id)


def mark_asked(row: TenantDomain | DomainClaim, owner: Organisation | None, *, by: User | None) -> None:
    """Note that DNS is asked now. People wait between two look-ups, the daily job does not. Raises
    `ValidationError` (`checked_just_now`)."""
    now = timezone.now()
    if by:
        rules.check_pause(last_checked(owner) if owner else row.checked_at, now)
    type(row)._default_manager.filter(pk=row.pk).update(checked_at=now)


def check_again(*, limit: int = 200, seconds: float = 40) -> int:
    """The job: ask once more for the records that are waited for, as long as `seconds` last. Answers how many
    records were there."""
    ends, found = monotonic() + seconds, 0
    waiting: Iterable[TenantDomain | DomainClaim] = chain(due_domains(limit), due_claims(limit))
    for row in waiting:
        if monotonic() > ends:
            break
        found += ask_again(row) is Outcome.FOUND
    return found


def ask_again(row: TenantDomain | DomainClaim) -> Outcome | None:
    """One row of the job; what refuses it (a claimant that is gone) must not keep the others from their turn."""
    try:
        found = check_domain(domain=row, by=None) if isinstance(row, TenantDomain) else check_claim(claim=row, by=None)
    except ValidationError:
        return None
    return found.outcome
