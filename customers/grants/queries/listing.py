"""A partner's rights as its pages list them: narrowed, paged, each with the groups that have it. Flat queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Now

from customers.grants.days import days_left
from customers.grants.models import AccessAssignment, DelegatedAdminGrant
from customers.grants.queries.assignments import Drift, drift_of, reaches_somebody, with_members
from customers.grants.queries.due import UNUSED_AFTER
from customers.grants.queries.grants import ACTIVE, SHOWN_FOR, shown
from partnercenter.pages.keyset import KeysetPage, paginate
from partnercenter.partners.models import Partner

PAGE_SIZE = 25  # as many as can be switched together
LONGEST_SEARCH = 200
SOON = 30  # days
GRANULAR = DelegatedAdminGrant.Kind.GRANULAR


class Box(StrEnum):
    """Which of the lists: what is in force, the next end first; what has ended within a year, the latest first."""

    IN_FORCE = "in_force"
    ENDED = "ended"


ORDERS = {Box.IN_FORCE: ("ends_at", "id"), Box.ENDED: ("-ended_at", "-id")}


@dataclass(frozen=True)
class Listed:
    """One grant of `with_groups`, as a list shows it at `now`."""

    grant: DelegatedAdminGrant
    now: datetime

    @property
    def zone(self) -> str:
        return self.grant.customer.time_zone

    @property
    def is_over(self) -> bool:
        """Ended, also where the job has not marked it yet."""
        ends_at = self.grant.ends_at
        return not self.grant.is_active or (ends_at is not None and ends_at <= self.now)

    @property
    def days_left(self) -> int | None:
        """By the customer's calendar; None for rights that have ended or have no end."""
        if self.is_over or self.grant.ends_at is None:
            return None
        return days_left(self.grant.ends_at, zone=self.zone, now=self.now)

    @property
    def ends_soon(self) -> bool:
        return not self.grant.auto_extends and self.days_left is not None and self.days_left <= SOON

    @cached_property
    def given(self) -> list[AccessAssignment]:
        """What groups have of it."""
        return self.grant.given  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[str]:
        """The names of the groups that are still there."""
        return [each.group.name for each in self.given if each.group.deleted_at is None]

    @property
    def lacks_access(self) -> bool:
        """Granular rights in force that reach nobody (R-108)."""
        return not self.is_over and not self.grant.is_full and not reaches_somebody(self.given)

    @property
    def drift(self) -> list[Drift]:
        """What its groups have less of than is written."""
        return [] if self.is_over else sorted({drift for each in self.given for drift in drift_of(each)})

    @property
    def unused_since(self) -> datetime | None:
        """Since when full rights have lain idle, from 90 days on (R-77)."""
        idle_since = self.grant.last_used_at or self.grant.starts_at
        is_idle = self.grant.is_full and not self.is_over and idle_since <= self.now - UNUSED_AFTER
        return idle_since if is_idle else None


def own_grants(partner: Partner) -> QuerySet[DelegatedAdminGrant]:
    """Everything that the partner holds or held; its pages find a grant in here and nowhere else."""
    rows = DelegatedAdminGrant.objects.filter(partner=partner)
    return rows.select_related("customer__cloud", "partner", "granted_by", "ended_by")


def boxed(partner: Partner, box: Box, *, kind: str = "", typed: str = "") -> QuerySet[DelegatedAdminGrant]:
    """One of the lists, narrowed by kind and by words of the customer's name or domain or the name of the rights."""
    rows = DelegatedAdminGrant.objects.filter(partner=partner)
    rows = rows.filter(status=ACTIVE) if box is Box.IN_FORCE else shown(rows).exclude(status=ACTIVE)
    for word in typed[:LONGEST_SEARCH].split():
        rows = rows.filter(named_like(word))
    return rows.filter(kind=kind) if kind else rows


def named_like(word: str) -> Q:
    """A word in the name or domain of the customer, or in the name of the rights."""
    names = Q(customer__name__icontains=word) | Q(customer__sort_key__icontains=word)
    return names | Q(customer__primary_domain__icontains=word) | Q(name__icontains=word)


def page_of_grants(rows: QuerySet[DelegatedAdminGrant], box: Box, cursor: str) -> KeysetPage[DelegatedAdminGrant]:
    """One page of a list; junk in `cursor` gives the first one. Three queries, whatever stands on it."""
    return paginate(with_groups(rows), order=ORDERS[box], size=PAGE_SIZE, cursor=cursor)


def with_groups(rows: QuerySet[DelegatedAdminGrant]) -> QuerySet[DelegatedAdminGrant]:
    """Grants with their customer, and as `given` what groups have of them."""
    standing = AccessAssignment.objects.exclude(status=AccessAssignment.Status.REMOVED).select_related("group")
    given = Prefetch("assignments", queryset=with_members(standing), to_attr="given")
    return rows.select_related("customer").prefetch_related(given)


def listed(rows: Iterable[DelegatedAdminGrant], now: datetime) -> list[Listed]:
    return [Listed(grant, now) for grant in rows]


def of_granular(partner: Partner) -> QuerySet[DelegatedAdminGrant]:
    """Granular rights in force, whose end comes."""
    return DelegatedAdminGrant.objects.filter(partner=partner, kind=GRANULAR, status=ACTIVE, ends_at__gt=Now())


def lately_expired(partner: Partner) -> QuerySet[DelegatedAdminGrant]:
    """Granular rights whose time ran out within a year."""
    rows = DelegatedAdminGrant.objects.filter(partner=partner, status=DelegatedAdminGrant.Status.EXPIRED)
    return rows.filter(ended_at__gt=Now() - SHOWN_FOR)
