"""What other rooms ask about partners: who works together, and whose domain an address lies in."""

from uuid import UUID

from django.db.models import QuerySet

from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.partners.models import Partner, Partnership


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


def partner_owning(cloud: CloudRegion, domain: str) -> UUID | None:
    """The public id of the partner that `domain`, or one above it, belongs to in this cloud; None for nobody's."""
    labels = domain.split(".")
    above = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    owned = TenantDomain.objects.filter(cloud=cloud, domain__in=above, owner_kind=TenantDomain.Owner.PARTNER)
    return owned.values_list("owner_id", flat=True).first()
