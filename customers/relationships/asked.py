"""Which asked ends stand open, and of which something is due."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from customers.directory.models import Customer
from customers.relationships.models import AskedEnd, AskedEndNotice, ResellerRelationship
from partnercenter.pages.lives import day_before_end
from partnercenter.partners.models import Partner

Kind, Status = AskedEndNotice.Kind, AskedEnd.Status
DAYS_BEFORE = {Kind.DAYS_1: 1, Kind.DAYS_7: 7}  # the most urgent first
WIDEST = timedelta(days=8, hours=2)  # before the end: seven days, the last one, and what clocks may add


def open_ends() -> QuerySet[AskedEnd]:
    """Those that nobody has settled yet, with both sides."""
    rows = AskedEnd.objects.filter(status__in=AskedEnd.OPEN)
    return rows.select_related("relationship__partner", "relationship__provider", "relationship__customer__cloud")


def is_asked_to_end(relationship: ResellerRelationship) -> bool:
    """Whether the customer's wish that it ends stands open."""
    return open_ends().filter(relationship=relationship).exists()


def asked_of(partner: Partner) -> QuerySet[AskedEnd]:
    """What customers ask of a partner, the most pressing first."""
    return open_ends().filter(relationship__partner=partner).order_by("answer_by", "id")


def asked_by(customer: Customer) -> QuerySet[AskedEnd]:
    """What a customer asks of its partners, the most pressing first."""
    return open_ends().filter(relationship__customer=customer).order_by("answer_by", "id")


def due_reminder(asked: AskedEnd, now: datetime) -> AskedEndNotice.Kind | None:
    """The reminder that is due of an end that the partner has not answered; the most urgent whose day has begun."""
    if asked.status != Status.ASKED:
        return None
    zone = asked.relationship.customer.time_zone
    for kind, days in DAYS_BEFORE.items():
        if day_before_end(asked.answer_by, days, zone=zone) <= now < asked.answer_by:
            return kind
    return None


def to_remind(now: datetime) -> Iterable[int]:
    """Keys of those that may need a reminder; wide enough for every zone, `due_reminder` decides."""
    last = AskedEndNotice.objects.filter(asked=OuterRef("pk"), kind=Kind.DAYS_1)
    near = AskedEnd.objects.filter(status=Status.ASKED, answer_by__gt=now, answer_by__lte=now + WIDEST)
    return list(near.exclude(Exists(last)).order_by("answer_by", "pk").values_list("pk", flat=True))


def to_close(now: datetime) -> Iterable[int]:
    """Keys of those whose time is up."""
    due = AskedEnd.objects.filter(status__in=[Status.ASKED, Status.ANSWERED], answer_by__lte=now)
    return list(due.order_by("answer_by", "pk").values_list("pk", flat=True))
