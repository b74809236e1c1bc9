"""The log of domains and claims, and the lock that every change takes."""

from uuid import UUID

from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.models import DomainClaim

OPERATOR, SYSTEM = AuditEvent.Side.OPERATOR, AuditEvent.Side.SYSTEM


def note_domain(action: str, domain: TenantDomain, *, by: User | None, side: str, **details: object) -> None:
    """An event about a domain, beside the organisation that owns it."""
    record(
        f"domain.{action}",
        about=domain,
        by=by,
        side=side,
        cloud_code=domain.cloud.code,
        details={"domain": domain.domain, **details},
        **party(domain.owner_kind, domain.owner_id),
    )


def note_claim(action: str, claim: DomainClaim, *, by: User | None, side: str, **details: object) -> None:
    """An event about a claim, beside the organisation that claims."""
    record(
        f"domain_claim.{action}",
        about=claim,
        by=by,
        side=side,
        cloud_code=claim.cloud.code,
        details={"domain": claim.domain, **details},
        **party(claim.claimant_kind, claim.claimant_id),
    )


def party(kind: str, public_id: UUID | None) -> dict[str, UUID | None]:
    """The columns of the log that name an organisation."""
    return {f"{kind}_id": public_id} if kind else {}


def lock_domain(domain: TenantDomain) -> TenantDomain:
    """The row as it stands now, held until the transaction ends."""
    return TenantDomain.objects.select_for_update(of=("self",)).select_related("cloud").get(pk=domain.pk)


def lock_claim(claim: DomainClaim) -> DomainClaim:
    """The claim as it stands now, held until the transaction ends."""
    related = DomainClaim.objects.select_for_update(of=("self",)).select_related("cloud", "claimed_by")
    return related.get(pk=claim.pk)
