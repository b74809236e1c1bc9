"""Somebody says that a domain is theirs. What others hold is never told by it (T18): proof comes first."""

from django.db import transaction
from django.utils import timezone

from partnercenter.accounts.models import User
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.domains import rules
from partnercenter.domains.actions.noting import lock_claim, note_claim
from partnercenter.domains.mails import tell_disputed
from partnercenter.domains.models import DomainClaim
from partnercenter.domains.owners import Organisation
from partnercenter.domains.queries import domains_of, holder_of, open_claims_of

Status = DomainClaim.Status


@transaction.atomic
def claim_domain(*, organisation: Organisation, domain: str, by: User) -> TenantDomain | DomainClaim:
    """Add a domain: a claim that waits for its DNS record, whoever else may hold the domain.

    What is the organisation's already, or claimed already, is given as it stands. `domain` is canonical. Raises
    `ValidationError` (`free_mail`, `too_many_claims`).
    """
    rules.check_ownable(domain)
    own = (
        domains_of(organisation).filter(domain=domain).first()
        or open_claims_of(organisation).filter(domain=domain).first()
    )
    if own:
        return own
    rules.check_room(open_claims_of(organisation).count())
    claim, is_new = DomainClaim.objects.get_or_create(
        cloud=organisation.cloud,
        domain=domain,
        claimant_kind=organisation.kind,
        claimant_id=organisation.public_id,
        status__in=DomainClaim.OPEN,
        defaults={"claimed_by": by, "status": Status.PENDING},
    )
    if is_new:
        note_claim("created", claim, by=by, side=organisation.kind)
    return claim


@transaction.atomic
def dispute_domain(*, cloud: CloudRegion, domain: str, words: str, is_member: bool, by: User) -> DomainClaim:
    """Somebody with a verified mailbox in the domain says that it is not the holder's; the operator decides.

    Both sides are told. A second try gives the dispute that is open. Raises `ValidationError` (`nobody_holds_it`,
    `own_organisation`).
    """
    holder = holder_of(cloud, domain)
    rules.check_disputable(holder, is_member=is_member)
    assert holder  # noqa: S101
    claim, is_new = DomainClaim.objects.get_or_create(
        cloud=cloud,
        domain=domain,
        claimed_by=by,
        claimant_id=None,
        status__in=DomainClaim.OPEN,
        defaults={"words": words, "status": Status.DISPUTED, **held_by(holder)},
    )
    if is_new:
        note_claim("disputed", claim, by=by, side="customer")
        tell_disputed(claim)
    return claim


def held_by(row: TenantDomain) -> dict[str, object]:
    """The columns of a dispute that name whom it is against."""
    return {"holder_kind": row.owner_kind, "holder_id": row.owner_id}


@transaction.atomic
def withdraw_claim(*, claim: DomainClaim, by: User) -> DomainClaim:
    """Say it no longer. Raises `ValidationError` (`claim_decided`)."""
    locked = lock_claim(claim)
    rules.check_move(locked, Status.WITHDRAWN)
    locked.status, locked.decided_at, locked.decided_by = Status.WITHDRAWN, timezone.now(), by
    locked.save(update_fields=["status", "decided_at", "decided_by"])
    note_claim("withdrawn", locked, by=by, side=locked.claimant_kind or "customer")
    return locked
