"""The numbers behind a partner's two pictures (ux §5.8). Each reads at most so many rows, however many there are."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, IntegerField, Q, QuerySet, Value
from django.utils import timezone

from customers.grants.models import DelegatedAdminGrant
from invitations.models import Invitation
from partnercenter.pages.times import find_zone
from partnercenter.partners.models import Partner

DAYS, MOST_REQUESTS = 90, 2000
MONTHS, MOST_OF_A_MONTH = 12, 200
FEWEST = 5  # below that a picture would say more than there is
Status = Invitation.Status


@dataclass(frozen=True)
class Funnel:
    """How far the requests of the last days came. `is_capped`: these are the newest of more."""

    issued: int
    read: int
    accepted: int
    open: int
    expired: int
    declined: int
    withdrawn: int
    is_capped: bool

    @property
    def unread(self) -> int:
        return self.issued - self.read

    @property
    def read_only(self) -> int:
        return self.read - self.accepted

    @property
    def left(self) -> int:
        return self.issued - self.accepted

    @property
    def is_drawn(self) -> bool:
        return self.issued >= FEWEST

    @property
    def finding(self) -> str:
        """Where more requests stop: before sign-in, after it, or at both alike."""
        if self.unread == self.read_only:
            return "even"
        return "before" if self.unread > self.read_only else "after"


def funnel_of(partner: Partner) -> Funnel:
    """Of the requests whose link was issued in the last 90 days, among the newest 2,000: single-use ones alone."""
    newest = Invitation.objects.filter(partner=partner).order_by("-id").values("pk")[:MOST_REQUESTS]
    since = timezone.now() - timedelta(days=DAYS)
    rows = Invitation.objects.filter(pk__in=newest, created_at__gte=since)
    issued = Q(ready_at__isnull=False, is_reusable=False)
    counted = rows.aggregate(
        all=Count("pk"),
        issued=Count("pk", filter=issued),
        read=Count("pk", filter=issued & (Q(read_at__isnull=False) | Q(status=Status.ACCEPTED))),
        accepted=Count("pk", filter=issued & Q(status=Status.ACCEPTED)),
        open=Count("pk", filter=issued & Q(status__in=Invitation.OPEN)),
        expired=Count("pk", filter=issued & Q(status=Status.EXPIRED)),
        declined=Count("pk", filter=issued & Q(status=Status.DECLINED)),
        withdrawn=Count("pk", filter=issued & Q(status__in=(Status.CANCELLED, Status.REPLACED))),
    )
    return Funnel(is_capped=counted.pop("all") >= MOST_REQUESTS, **counted)


@dataclass(frozen=True)
class Month:
    """The granular rights that end in one month: those that nothing extends, and those that extend by themselves."""

    first: date
    ending: int = 0
    extending: int = 0
    is_capped: bool = False

    @property
    def whole(self) -> int:
        return self.ending + self.extending


def months_of(partner: Partner) -> list[Month]:
    """The next twelve months, this one first, by the partner's calendar; of each month the first 200 ends."""
    firsts = month_starts(timezone.localdate(timezone=find_zone(partner.time_zone)))
    parts = [ends_within(partner, number, firsts[number], firsts[number + 1]) for number in range(MONTHS)]
    found = list(parts[0].union(*parts[1:], all=True))
    return [month_of(firsts[number], [on for at, on in found if at == number]) for number in range(MONTHS)]


def month_starts(today: date) -> list[date]:
    """The first days of this month and the twelve after it."""
    start = today.year * 12 + today.month - 1
    return [date((start + ahead) // 12, (start + ahead) % 12 + 1, 1) for ahead in range(MONTHS + 1)]


def ends_within(partner: Partner, number: int, first: date, after: date) -> QuerySet:
    """Number of the month and whether it extends, of each of its ends; an end is the instant after its last day."""
    zone = find_zone(partner.time_zone)
    start, stop = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in (first, after))
    rows = DelegatedAdminGrant.objects.filter(
        partner=partner, status=DelegatedAdminGrant.Status.ACTIVE, ends_at__gt=start, ends_at__lte=stop
    )
    named = rows.annotate(month=Value(number, output_field=IntegerField())).order_by("ends_at", "id")
    return named.values_list("month", "auto_extends")[: MOST_OF_A_MONTH + 1]


def month_of(first: date, extends: list[bool]) -> Month:
    kept = extends[:MOST_OF_A_MONTH]
    return Month(first, ending=kept.count(False), extending=kept.count(True), is_capped=len(extends) > len(kept))
