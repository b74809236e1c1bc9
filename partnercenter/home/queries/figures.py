"""The numbers behind a partner's two pictures (ux §5.8). Each reads at most so many rows, however many there are."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Q
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
    by_status = (
        rows.order_by()
        .values("status")
        .annotate(all=Count("pk"), issued=Count("pk", filter=issued), read=Count("read_at", filter=issued))
    )
    found = list(by_status.values_list("status", "all", "issued", "read"))
    number = Counter({status: of_it for status, _all, of_it, _read in found})
    accepted = number[Status.ACCEPTED]
    return Funnel(
        issued=number.total(),
        read=accepted + sum(read for status, _all, _issued, read in found if status != Status.ACCEPTED),
        accepted=accepted,
        open=sum(number[status] for status in Invitation.OPEN),
        expired=number[Status.EXPIRED],
        declined=number[Status.DECLINED],
        withdrawn=number[Status.CANCELLED] + number[Status.REPLACED],
        is_capped=sum(row[1] for row in found) >= MOST_REQUESTS,
    )


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


# Of each month no more than its first ends are looked at, along the index.
ENDS = f"""
    SELECT month.number - 1,
        count(*) FILTER (WHERE place <= %(most)s AND NOT auto_extends),
        count(*) FILTER (WHERE place <= %(most)s AND auto_extends),
        count(*) > %(most)s
    FROM unnest(%(starts)s::timestamptz[], %(stops)s::timestamptz[]) WITH ORDINALITY AS month(start, stop, number)
        CROSS JOIN LATERAL (
            SELECT auto_extends, row_number() OVER (ORDER BY ends_at, id) AS place
            FROM {DelegatedAdminGrant._meta.db_table}
            WHERE partner_id = %(partner)s AND status = 'active' AND ends_at > month.start AND ends_at <= month.stop
            ORDER BY ends_at, id LIMIT %(most)s + 1
        ) AS rights
    GROUP BY month.number
"""  # noqa: S608 - a name of our own


def months_of(partner: Partner) -> list[Month]:
    """The next twelve months, this one first, by the partner's calendar; of each month the first 200 ends.

    An end is the instant after its last day.
    """
    zone = find_zone(partner.time_zone)
    firsts = month_starts(timezone.localdate(timezone=zone))
    starts = [datetime(day.year, day.month, day.day, tzinfo=zone) for day in firsts]
    facts: dict[str, Any] = {"starts": starts[:-1], "stops": starts[1:], "partner": partner.pk}
    with connection.cursor() as cursor:
        cursor.execute(ENDS, facts | {"most": MOST_OF_A_MONTH})
        found = {number: figures for number, *figures in cursor.fetchall()}
    return [Month(first, *found.get(number, ())) for number, first in enumerate(firsts[:-1])]


def month_starts(today: date) -> list[date]:
    """The first days of this month and the twelve after it."""
    start = today.year * 12 + today.month - 1
    return [date((start + ahead) // 12, (start + ahead) % 12 + 1, 1) for ahead in range(MONTHS + 1)]
