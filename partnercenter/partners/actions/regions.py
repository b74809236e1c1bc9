"""Partners follow their country into another sales region (decisions §3).

The rules derive the region that counts from the country's rows at every check, to the day. What lists, filters and the
rail show is the stored one, which this job brings after.
"""

from django.db import transaction

from partnercenter.audit.log import record
from partnercenter.clouds.markets import regions_of, today
from partnercenter.partners.models import Partner
from partnercenter.partners.rules import region_of


@transaction.atomic
def follow_countries() -> int:
    """Store for every partner the region that counts for it today; answers how many moved.

    A partner whose country lies in no region keeps the last one: it takes on nobody, and what it has goes on.
    """
    partners = Partner.objects.select_related("cloud", "market_group")
    regions = regions_of(partners.order_by().values_list("country", flat=True).distinct(), today())
    moved = [partner for partner in partners if move(partner, region_of(partner, regions))]
    for partner in moved:
        log_move(partner)
    return len(moved)


def move(partner: Partner, region: object) -> bool:
    """Whether the partner moved to `region`; not if an operator has just given it another one."""
    if region is None or region == partner.market_group:
        return False
    stands = Partner.objects.filter(pk=partner.pk, market_group=partner.market_group, country=partner.country)
    return bool(stands.update(market_group=region))


def log_move(partner: Partner) -> None:
    """The event: from which region, on whose account none."""
    record(
        "partner.region_followed",
        about=partner,
        by=None,
        side="system",
        cloud_code=partner.cloud.code,
        partner_id=partner.public_id,
        details={"before": partner.market_group.code},
    )
