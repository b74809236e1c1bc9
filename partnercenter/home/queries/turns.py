"""What goes on at a customer: what ends soon, what was asked to end, which service requests were answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from customers.directory.models import Customer
from customers.grants.days import days_left
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models.asked import AskedEnd
from customers.services.models import ServiceRequest, ServiceRequestMessage, Subscription
from invitations.models import Invitation
from partnercenter.home.queries.customers import PartnerWithAccess
from partnercenter.partners.models import Partner

MOST, SOON = 5, timedelta(days=31)


@dataclass(frozen=True)
class Ending:
    """Something that ends soon: of what kind, whose, when, and what names it."""

    kind: str
    partner: Partner | None
    ends_at: datetime
    days: int
    grant: DelegatedAdminGrant | None = None
    invitation: Invitation | None = None
    subscription: Subscription | None = None


def ends_soon(
    customer: Customer, held: list[PartnerWithAccess], waiting: list[Invitation], *, with_sold: bool
) -> list[Ending]:
    """Of the rights held, those that nothing extends; of the requests that wait, those that lapse; with `with_sold`
    subscriptions too. The next end first."""
    now = timezone.now()
    found = [*rights_ending(customer, held, now), *requests_ending(waiting, now)]
    if with_sold:
        found += subscriptions_ending(customer, now)
    return sorted(found, key=lambda each: each.ends_at)[:MOST]


def rights_ending(customer: Customer, held: list[PartnerWithAccess], now: datetime) -> Iterator[Ending]:
    """Granular rights with an effect whose last day is near."""
    effective = (entry for entry in held if not entry.partner.is_suspended)
    for row in (grant for entry in effective for grant in entry.granular):
        if row.ends_at and not row.auto_extends and row.ends_at <= now + SOON:
            left = days_left(row.ends_at, zone=customer.time_zone, now=now)
            yield Ending("rights", row.partner, row.ends_at, left, grant=row)


def requests_ending(waiting: list[Invitation], now: datetime) -> Iterator[Ending]:
    """Of the requests that wait, those that lapse soon."""
    for asked in waiting:
        if asked.expires_at and asked.expires_at <= now + SOON:
            left = days_left(asked.expires_at, zone=asked.partner.time_zone, now=now)
            yield Ending("request", asked.partner, asked.expires_at, left, invitation=asked)


def subscriptions_ending(customer: Customer, now: datetime) -> Iterator[Ending]:
    """What was sold and ends by itself."""
    rows = Subscription.objects.filter(customer=customer, status__in=Subscription.LIVE, ends_at__lte=now + SOON)
    for row in rows.select_related("sold_by").order_by("ends_at", "pk")[:MOST]:
        if row.ends_at:
            left = max(days_left(row.ends_at, zone=customer.time_zone, now=now), 0)
            yield Ending("subscription", row.sold_by, row.ends_at, left, subscription=row)


def asked_ends(customer: Customer) -> QuerySet[AskedEnd]:
    """The relationships that the customer has asked to end, as long as that is open."""
    rows = AskedEnd.objects.filter(relationship__customer=customer, status__in=AskedEnd.OPEN)
    return rows.select_related("relationship__partner").order_by("answer_by", "pk")[:MOST]


def answered_requests(customer: Customer) -> QuerySet[ServiceRequest]:
    """Service requests in which somebody else wrote last, and that are open: the customer may be asked something."""
    said = ServiceRequestMessage.objects.filter(service_request=OuterRef("pk")).order_by("-written_at", "-id")
    rows = ServiceRequest.objects.filter(customer=customer, status=ServiceRequest.Status.ANSWERED)
    with_last = rows.annotate(
        said_by=Subquery(said.values("side")[:1]), said_at=Subquery(said.values("written_at")[:1])
    )
    return with_last.exclude(said_by=ServiceRequestMessage.Side.CUSTOMER).order_by("-raised_at", "-id")[:MOST]
