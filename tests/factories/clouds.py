"""The clouds and markets that the migrations load, and domains."""

import factory
from factory.django import DjangoModelFactory

from partnercenter.clouds.models import CloudRegion, MarketGroup, TenantDomain
from partnercenter.partners.models import Partner
from tests.factories.times import ago


def cloud(code: str = "public") -> CloudRegion:
    """One of the four clouds, as the migrations load it."""
    return CloudRegion.objects.get(code=code)


def market_group(code: str = "JP") -> MarketGroup:
    """A sales region, as the migrations load it."""
    return MarketGroup.objects.get(code=code, kind=MarketGroup.Kind.SALES_REGION)


def group_of_country(country: str) -> MarketGroup:
    """The sales region that a country lies in."""
    return MarketGroup.objects.filter(kind="sales_region", markets__iso2=country).distinct().get()


class TenantDomainFactory(DjangoModelFactory):
    """A confirmed domain; give `owner=` a Partner or a Customer. Trait `unconfirmed`."""

    class Meta:
        model = TenantDomain

    class Params:
        owner = None
        unconfirmed = factory.Trait(confirmed_at=None, confirmed_by="")

    cloud = factory.LazyAttribute(lambda domain: domain.owner.cloud)
    domain = factory.LazyAttribute(lambda domain: getattr(domain.owner, "primary_domain", "") or "partner.example")
    owner_kind = factory.LazyAttribute(lambda domain: "partner" if isinstance(domain.owner, Partner) else "customer")
    owner_id = factory.LazyAttribute(lambda domain: domain.owner.public_id)
    confirmed_at = factory.LazyFunction(lambda: ago(days=100))
    confirmed_by = "DNS record"
