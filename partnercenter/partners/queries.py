"""What other rooms ask about partners: who works together, and whose domain an address lies in."""

from uuid import UUID

from django.db.models import QuerySet

from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.domains.queries import with_above
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole, Partnership


def providers_of(reseller: Partner) -> QuerySet[Partner]:
    """The providers that an indirect reseller works with now (R-62), by name."""
    in_force = Partnership.objects.filter(reseller=reseller, status=Partnership.Status.ACTIVE)
    return working(in_force.values("provider"), reseller.cloud)


def resellers_of(provider: Partner) -> QuerySet[Partner]:
    """The resellers that a provider works with now, by name."""
    in_force = Partnership.objects.filter(provider=provider, status=Partnership.Status.ACTIVE)
    return working(in_force.values("reseller"), provider.cloud)


def working(ids: QuerySet, cloud: CloudRegion) -> QuerySet[Partner]:
    """Those partners that are active, in the same cloud, with what rules read of them."""
    found = Partner.objects.filter(pk__in=ids, cloud=cloud, status=Partner.Status.ACTIVE)
    return found.select_related("market_group").order_by("sort_key", "id")


def is_in_force(provider: Partner, reseller: Partner) -> bool:
    """Whether the two have a partnership now."""
    pair = Partnership.objects.filter(provider=provider, reseller=reseller)
    return pair.filter(status=Partnership.Status.ACTIVE).exists()


def partner_owning(cloud: CloudRegion, domain: str) -> UUID | None:
    """The public id of the partner that `domain`, or one above it, belongs to in this cloud; None for nobody's."""
    owned = TenantDomain.objects.filter(
        cloud=cloud, domain__in=with_above(domain), owner_kind=TenantDomain.Owner.PARTNER
    )
    longest = max(owned.values_list("domain", "owner_id"), key=lambda row: len(row[0]), default=None)
    return longest[1] if longest else None


def confirmed_domains(partner: Partner) -> list[str]:
    """The partner's confirmed domains, the primary one first. Only these speak for it."""
    owned = TenantDomain.objects.filter(
        cloud=partner.cloud_id, owner_kind=TenantDomain.Owner.PARTNER, owner_id=partner.public_id
    )
    confirmed = owned.filter(confirmed_at__isnull=False).order_by("-is_primary", "pk")
    return list(confirmed.values_list("domain", flat=True))


def staff_with(partner: Partner, *roles: PartnerRole) -> QuerySet[PartnerMembership]:
    """The partner's present staff who have one of the roles."""
    staff = PartnerMembership.objects.filter(partner=partner, left_at=None, roles__overlap=list(roles))
    return staff.select_related("user").order_by("pk")
