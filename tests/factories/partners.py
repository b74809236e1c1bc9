"""Partners and their colleagues."""

import factory
from factory.django import DjangoModelFactory

from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from tests.factories.accounts import UserFactory
from tests.factories.clouds import cloud, group_of_country
from tests.factories.times import ago


class PartnerFactory(DjangoModelFactory):
    """A direct bill partner in Japan and the public cloud; traits `provider`, `reseller`, `suspended`."""

    class Meta:
        model = Partner

    class Params:
        provider = factory.Trait(is_direct=False, is_provider=True)
        reseller = factory.Trait(is_direct=False, is_reseller=True)
        suspended = factory.Trait(
            status=Partner.Status.SUSPENDED,
            suspended_at=factory.LazyFunction(lambda: ago(days=1)),
            suspended_by=factory.SubFactory(UserFactory, operator=True),
        )

    cloud = factory.LazyFunction(cloud)
    legal_name = factory.Sequence(lambda n: f"Partner {n} K.K.")
    country = "JP"
    market_group = factory.LazyAttribute(lambda partner: group_of_country(partner.country))
    address = "0-0-0 Nakanoshima, Osaka"
    time_zone = "Asia/Tokyo"
    partner_number = factory.Sequence(lambda n: f"{4000000 + n}")
    is_direct = True
    programme_agreement_version = "2026-01"
    programme_agreement_accepted_on = factory.LazyFunction(lambda: ago(days=300).date())


class PartnerMembershipFactory(DjangoModelFactory):
    """A colleague at a partner; an admin agent unless `roles` says otherwise."""

    class Meta:
        model = PartnerMembership

    partner = factory.SubFactory(PartnerFactory)
    user = factory.SubFactory(UserFactory)
    roles = factory.LazyFunction(lambda: [PartnerRole.ADMIN_AGENT])
