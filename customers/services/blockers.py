"""What was sold keeps a relationship from ending (R-80): registered with `customers.relationships.blockers`."""

from collections.abc import Iterable

from customers.relationships.blockers import Blocker, blocks_end
from customers.relationships.models import ResellerRelationship
from customers.services.models import Kind
from customers.services.queries import blockers_of

CANCELLED_FIRST = (Kind.RESERVATION, Kind.SOFTWARE)


@blocks_end
def living_sales(relationship: ResellerRelationship) -> Iterable[Blocker]:
    """What the partner sold; of a reseller's relationship, what its provider sold with it as reseller."""
    seller = relationship.provider or relationship.partner
    sold = blockers_of(seller, relationship.customer)
    if relationship.provider:
        sold = sold.filter(reseller=relationship.partner_id)
    for each in sold:
        yield Blocker(
            each.public_id,
            each.name,
            Kind(each.kind).label,
            may_be_suspended=each.kind not in CANCELLED_FIRST,
            ends_at=each.ends_at if each.cancel_asked_at else None,
        )
