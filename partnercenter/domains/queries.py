"""Who holds which domain, and what waits for a proof."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from partnercenter.accounts.models import User
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.domains.models import DomainClaim
from partnercenter.domains.owners import Organisation

Row = TypeVar("Row", TenantDomain, DomainClaim)
ASKED_FOR = timedelta(days=30)  # how long a daily look-up goes on
ASKED_EVERY = timedelta(hours=20)


def with_above(domain: str) -> list[str]:
    """The domain and those that it lies below, without the top level: `a.b.example` gives itself and `b.example`."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def holder_of(cloud: CloudRegion, domain: str) -> TenantDomain | None:
    """The row of exactly this domain in this cloud, confirmed or not."""
    return TenantDomain.objects.filter(cloud=cloud, domain=domain).select_related("cloud").first() if domain else None


def standing_against(cloud: CloudRegion, domain: str, owner_id: UUID | None) -> TenantDomain | None:
    """A confirmed domain of another organisation that is `domain` or lies above it; the longest one."""
    confirmed = TenantDomain.objects.filter(cloud=cloud, domain__in=with_above(domain), confirmed_at__isnull=False)
    others = confirmed.exclude(owner_id=owner_id) if owner_id else confirmed
    return max(others, key=lambda row: len(row.domain), default=None)


def domains_of(organisation: Organisation) -> QuerySet[TenantDomain]:
    """Its domains, the primary one first."""
    own = TenantDomain.objects.filter(cloud=organisation.cloud, **organisation.labels)
    return own.select_related("cloud").order_by("-is_primary", "domain")


def claims_of(organisation: Organisation) -> QuerySet[DomainClaim]:
    """Its claims, decided or not."""
    own = DomainClaim.objects.filter(
        cloud=organisation.cloud, claimant_kind=organisation.kind, claimant_id=organisation.public_id
    )
    return own.select_related("cloud").order_by("domain", "pk")


def open_claims_of(organisation: Organisation) -> QuerySet[DomainClaim]:
    """Its claims that wait for a record or for the operator."""
    return claims_of(organisation).filter(status__in=DomainClaim.OPEN)


def dispute_about(row: TenantDomain) -> DomainClaim | None:
    """The oldest claim to the domain that waits for the operator."""
    disputed = DomainClaim.objects.filter(cloud=row.cloud, domain=row.domain, status=DomainClaim.Status.DISPUTED)
    return disputed.order_by("pk").first()


def claims_by(user: User, cloud: CloudRegion) -> QuerySet[DomainClaim]:
    """What a person claimed without an organisation, decided or not."""
    own = DomainClaim.objects.filter(cloud=cloud, claimed_by=user, claimant_kind="")
    return own.select_related("cloud").order_by("-id")


def granted_to(user: User, cloud: CloudRegion, domain: str) -> DomainClaim | None:
    """The claim by which the domain is free for this person to register."""
    granted = claims_by(user, cloud).filter(domain=domain, status=DomainClaim.Status.GRANTED)
    return granted.first() if domain else None


def last_checked(organisation: Organisation) -> datetime | None:
    """When DNS was last asked for one of its domains or claims."""
    asked = (
        rows.aggregate(last=Max("checked_at"))["last"] for rows in (domains_of(organisation), claims_of(organisation))
    )
    return max((moment for moment in asked if moment), default=None)


def due_domains(limit: int) -> Iterable[TenantDomain]:
    """Unconfirmed domains whose record is looked for today, those that waited longest first."""
    waiting = TenantDomain.objects.filter(confirmed_at=None, registered_at__gt=timezone.now() - ASKED_FOR)
    return due(waiting, limit)


def due_claims(limit: int) -> Iterable[DomainClaim]:
    """Open claims whose record is looked for today."""
    open_ones = DomainClaim.objects.filter(status__in=DomainClaim.OPEN, proved_at=None)
    return due(open_ones.filter(claimed_at__gt=timezone.now() - ASKED_FOR), limit)


def due(rows: "QuerySet[Row]", limit: int) -> "QuerySet[Row]":
    long_ago = Q(checked_at=None) | Q(checked_at__lt=timezone.now() - ASKED_EVERY)
    return rows.filter(long_ago).select_related("cloud").order_by("checked_at", "pk")[:limit]
