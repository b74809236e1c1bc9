"""Which grants a job has to look at. Wide enough for every zone; the job itself decides, under the lock."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from customers.grants.models import AccessAssignment, DelegatedAdminGrant, GrantNotice
from customers.grants.notices import DAYS_BEFORE

LONGEST_DAY = timedelta(hours=26)  # of 24 hours, and what clocks and zones may add
UNUSED_AFTER = timedelta(days=90)
CLEANED_AFTER = timedelta(days=365)


def active() -> QuerySet[DelegatedAdminGrant]:
    return DelegatedAdminGrant.objects.filter(status=DelegatedAdminGrant.Status.ACTIVE)


def keys(grants: QuerySet[DelegatedAdminGrant]) -> list[int]:
    """The keys, those that end first in front."""
    return list(grants.order_by("ends_at", "pk").values_list("pk", flat=True))


def to_extend(now: datetime) -> list[int]:
    """Grants that extend by themselves and may be in their last day, or past it."""
    return keys(active().filter(auto_extends=True, ends_at__lte=now + LONGEST_DAY))


def to_expire(now: datetime) -> list[int]:
    """Grants whose time is over."""
    return keys(active().filter(auto_extends=False, ends_at__lte=now))


def to_remind(now: datetime) -> list[int]:
    """Grants of which a reminder may be due that nobody has sent yet. One query."""
    since = Greatest("starts_at", Coalesce("auto_extend_changed_at", "starts_at"))
    ending = active().filter(auto_extends=False, ends_at__gt=now).annotate(since=since)
    return keys(ending.filter(reduce(or_, (may_be_due(kind, now) for kind in DAYS_BEFORE))))


def may_be_due(kind: GrantNotice.Kind, now: datetime) -> Q:
    """So near to the end, not so new, and neither this reminder nor a more urgent one sent."""
    before = timedelta(days=DAYS_BEFORE[kind])
    near = Q(ends_at__lte=now + before + LONGEST_DAY, since__lt=F("ends_at") - before)
    return near & ~Q(already_told(as_urgent_as(kind)))


def as_urgent_as(kind: GrantNotice.Kind) -> list[str]:
    """This kind of reminder and the more urgent ones, after which it is of no use."""
    order = list(DAYS_BEFORE)
    return [str(each) for each in order[: order.index(kind) + 1]]


def already_told(kinds: Iterable[str]) -> Exists:
    """Whether one of these notices about the present end has been sent."""
    told = GrantNotice.objects.filter(grant=OuterRef("pk"), kind__in=list(kinds), regarding=OuterRef("ends_at"))
    return Exists(told)


def unused_full(now: datetime) -> QuerySet[DelegatedAdminGrant]:
    """Full rights that nobody has used for 90 days, with the moment since when as `idle_since` (R-77)."""
    idle = (
        active().filter(kind=DelegatedAdminGrant.Kind.FULL).annotate(idle_since=Coalesce("last_used_at", "starts_at"))
    )
    before = now - UNUSED_AFTER
    # By the columns themselves: behind row-level security no index is searched by an expression.
    return idle.filter(Q(last_used_at__lte=before) | Q(last_used_at=None, starts_at__lte=before))


def to_flag(now: datetime) -> list[int]:
    """Unused full rights whose sides have not been told of this idle time."""
    told = GrantNotice.objects.filter(
        grant=OuterRef("pk"), kind=GrantNotice.Kind.UNUSED, regarding=OuterRef("idle_since")
    )
    return keys(unused_full(now).exclude(Exists(told)))


def to_clean(now: datetime) -> QuerySet[GrantNotice]:
    """Notices about rights that ended more than a year ago."""
    return GrantNotice.objects.filter(grant__ended_at__lte=now - CLEANED_AFTER)


def to_activate() -> QuerySet[AccessAssignment]:
    """Assignments that wait, of rights that are in force."""
    in_force = Q(grant__status=DelegatedAdminGrant.Status.ACTIVE, group__deleted_at=None)
    return AccessAssignment.objects.filter(in_force, status=AccessAssignment.Status.PENDING)
