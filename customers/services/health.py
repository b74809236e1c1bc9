"""How the services of a cloud are, as its operator says: for partners, for a customer's record, for the customer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from customers.directory.models import Customer
from customers.services.models import HealthNotice, Offer, Subscription
from partnercenter.clouds.models import CloudRegion

State = HealthNotice.State
WORST_FIRST = (State.INTERRUPTION, State.DEGRADATION, State.INFORMATION)
HEALTHY = "healthy"
SHOWN_FOR = timedelta(days=30)  # after the end
MOST = 200  # notices on a page


@dataclass(frozen=True)
class Health:
    """One service: its state now, the notices that stand, and those that ended lately."""

    service: str
    current: list[HealthNotice] = field(default_factory=list)
    past: list[HealthNotice] = field(default_factory=list)

    @property
    def state(self) -> str:
        """The worst state of a notice that stands; `healthy` where none does."""
        standing = {notice.state for notice in self.current}
        return next((state.value for state in WORST_FIRST if state in standing), HEALTHY)


def health_of(cloud: CloudRegion, services: Iterable[str]) -> list[Health]:
    """How these services of the cloud are, by name. Two queries; other services' notices are not read."""
    names = sorted(set(services), key=str.casefold)
    found = {name: Health(name) for name in names}
    for notice in notices_of(cloud, names):
        side = found[notice.service]
        (side.current if notice.is_current else side.past).append(notice)
    return list(found.values())


def ailing(services: Iterable[Health]) -> list[Health]:
    """Those with a notice that stands, the worst first."""
    return sorted((each for each in services if each.current), key=lambda each: WORST_FIRST.index(State(each.state)))


def notices_of(cloud: CloudRegion, services: Collection[str]) -> QuerySet[HealthNotice]:
    """The notices that stand or ended lately, with their updates, the newest first. None that is still to come."""
    now = timezone.now()
    lately = Q(ends_at=None) | Q(ends_at__gt=now - SHOWN_FOR)
    rows = HealthNotice.objects.filter(lately, cloud=cloud, service__in=services, starts_at__lte=now)
    return rows.prefetch_related("updates").order_by("-starts_at", "-id")[:MOST]


def services_sold_in(cloud: CloudRegion) -> list[str]:
    """What a partner of the cloud can sell: the services of its catalogue."""
    offers = Offer.objects.filter(cloud=cloud, is_available=True).order_by()
    return list(offers.values_list("service", flat=True).distinct())


def services_used_by(customer: Customer) -> list[str]:
    """The services of what the customer has and that lives."""
    living = Subscription.objects.filter(customer=customer, status__in=Subscription.LIVE).order_by()
    return list(living.values_list("service", flat=True).distinct())
