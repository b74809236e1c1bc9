"""Others' business grows: what somebody sees who has nothing to do with it must not change by a byte."""

from tests import factories
from tests.tenancy.canaries import Aviary
from tests.tenancy.land import Land
from tests.tenancy.world import ask, ask_much, serve, work_directly


def grow(land: Land, aviary: Aviary) -> None:
    """More of everything that is nobody's business but C's, P's, B's, D's and a newcomer's."""
    newcomer = factories.PartnerFactory(cloud=land.cloud, country=land.country)
    land.partners["E"] = newcomer
    land.boss["E"] = factories.PartnerMembershipFactory(partner=newcomer)
    factories.PartnerMembershipFactory.create_batch(3, partner=land.partners["C"])
    factories.CustomerMembershipFactory.create_batch(3, customer=land.customers["B"])
    factories.PartnershipFactory(
        provider=land.partners["P"],
        reseller=factories.PartnerFactory(cloud=land.cloud, country=land.country, reseller=True),
    )
    work_directly(land, "E")
    for name in ("C", "E"):
        ask_much(land, name)
    serve(land, "E", "D")
    for name in ("C", "P", "E"):
        for trait in ("draft", "expired", "sent"):
            ask(land, name, **{trait: True})
    factories.SubscriptionFactory.create_batch(
        4, customer=land.customers["D"], channel="partner", sold_by=land.partners["C"]
    )
    aviary.plant()
