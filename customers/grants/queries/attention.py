"""Rights that need somebody: they end soon, reach nobody, or lie idle. For the home page; slice what is returned.

The home page has to be as fast for a partner with a million customers, so the last two look at so many rights only:
those that end next, those that began first. The lists flag every one.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now

from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries.assignments import with_access
from customers.grants.queries.due import active, unused_full
from customers.grants.queries.listing import of_granular
from partnercenter.partners.models import Partner

LOOKED_AT = 200


def ending_soon(partner: Partner, *, days: int) -> QuerySet[DelegatedAdminGrant]:
    """Granular rights that end within so many days and that nothing extends, the next end first."""
    near = of_granular(partner).filter(auto_extends=False, ends_at__lte=Now() + timedelta(days=days + 1))
    return near.select_related("customer").order_by("ends_at", "pk")


def unreached(partner: Partner) -> QuerySet[DelegatedAdminGrant]:
    """Granular rights in force that reach nobody, the next end first (R-108)."""
    first = of_granular(partner).order_by("ends_at", "pk").values("pk")[:LOOKED_AT]
    rows: QuerySet[Any] = with_access(DelegatedAdminGrant.objects.filter(pk__in=first))
    return rows.filter(has_access=False).select_related("customer").order_by("ends_at", "pk")


def unused(partner: Partner, now: datetime) -> QuerySet[DelegatedAdminGrant]:
    """Full rights that nobody has used for 90 days, the longest idle first (R-77)."""
    endless = active().filter(partner=partner, ends_at=None, kind=DelegatedAdminGrant.Kind.FULL)
    first = endless.order_by("ends_at", "pk").values("pk")[:LOOKED_AT]
    rows: QuerySet[Any] = unused_full(now).filter(pk__in=first)
    return rows.select_related("customer__cloud").order_by("idle_since", "pk")
