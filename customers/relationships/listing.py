"""The Customers list: what narrows and sorts it, and its pages, each as fast at the end as at the beginning.

Every filter has an index in every order (`PartnerCustomer`); tags and the partners beside have theirs on
`CustomerLabel`. `searching` finds what is typed.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from functools import cache, cached_property, partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from customers.relationships.models import ENDING_SOON, CustomerLabel, PartnerCustomer
from customers.relationships.models.labels import beside_label, tag_label
from customers.relationships.searching import Search
from partnercenter.pages.keyset import KeysetPage, paginate, take_first, walk
from partnercenter.partners.models import Partner

PAGE_SIZE = 50


class Sort(StrEnum):
    """The orders of the list, as the address names them; a minus turns one round."""

    NAME = "name"
    NAME_BACK = "-name"
    SINCE = "since"
    SINCE_BACK = "-since"
    END = "end"
    END_BACK = "-end"

    @property
    def is_back(self) -> bool:
        return self.value.startswith("-")

    @property
    def column(self) -> str:
        """The column that rows and labels are sorted by."""
        return {"name": "sort_key", "since": "since", "end": "ends_order"}[self.value.removeprefix("-")]

    def order(self, column: str, key: str = "id") -> tuple[str, str]:
        """What `paginate` takes: a column and the key that tells equal ones apart, both in one direction."""
        sign = "-" if self.is_back else ""
        return f"{sign}{column}", f"{sign}{key}"


@dataclass(frozen=True)
class Narrowing:
    """Search words and filters of the list; empty ones narrow nothing."""

    typed: str = ""
    state: str = ""
    rights: str = ""
    is_agreed: bool | None = None
    ends_soon: bool = False  # granular rights in their last 30 days
    tag: str = ""
    provider: Partner | None = None  # of a reseller: the customers that it serves through this provider
    reseller: Partner | None = None  # of a provider: the customers that this reseller serves through it

    @property
    def is_searching(self) -> bool:
        """Whether the typed text can find anything: two letters beside each other at least (§8)."""
        return bool(self.search.pairs)

    @cached_property
    def search(self) -> Search:
        """What is typed, with what the database knows of it once it is asked."""
        return Search(self.typed)

    @property
    def is_too_short(self) -> bool:
        """Whether something was typed that cannot be searched."""
        return bool(self.typed) and not self.is_searching

    @property
    def is_on(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.is_searching or self.facts or self.labels)

    @property
    def facts(self) -> dict[str, Any]:
        """The filters by columns of a row."""
        facts: dict[str, Any] = {"state": self.state, "rights": self.rights, "is_agreed": self.is_agreed}
        return {name: value for name, value in facts.items() if value not in ("", None)} | self.ending_facts

    @property
    def ending_facts(self) -> dict[str, Any]:
        """Rights whose last day is at most `ENDING_SOON` days away by the customer's calendar (`is_ending_soon`).

        Asked of the key by which lists are sorted, which is the same moment: its index alone counts them.
        """
        if not self.ends_soon:
            return {}
        now = timezone.now()
        until = {"ends_order__gt": now, "ends_order__lte": now + timedelta(days=ENDING_SOON + 1)}
        return {"nears_end": True, **until}

    @property
    def labels(self) -> list[str]:
        """The filters by label."""
        beside = [beside_label(partner) for partner in (self.provider, self.reseller) if partner]
        return [*([tag_label(self.tag)] if self.tag else []), *beside]


@dataclass(frozen=True)
class Source:
    """The rows that a list is read along, sorted by an index of their own: the pairs, or the rows of one label."""

    rows: Any  # a queryset
    key: str = "id"  # of the pair

    def order(self, sort: Sort) -> tuple[str, str]:
        return sort.order(sort.column, self.key)


def source_of(partner: Partner, narrowing: Narrowing) -> Source:
    """What the filters leave, without the search."""
    if narrowing.labels:
        return Source(labelled(partner, narrowing), key="pair_id")
    return Source(PartnerCustomer.objects.of(partner).filter(**narrowing.facts))


def narrowed(partner: Partner, narrowing: Narrowing) -> Any:
    """The rows that search and filters leave, in no order: pairs, or one label's rows of them."""
    source = source_of(partner, narrowing)
    if narrowing.is_searching:
        return narrowing.search.found(source.rows, partner).order_by()
    return source.rows.order_by()


def count_narrowed(partner: Partner, narrowing: Narrowing, most: int) -> int:
    """How many rows search and filters leave, and never more than `most`."""
    source = source_of(partner, narrowing)
    if narrowing.is_searching:
        is_narrow, order = bool(narrowing.facts or narrowing.labels), list(source.order(Sort.SINCE))
        return narrowing.search.count(source.rows, partner, order, most, is_narrow=is_narrow)
    return source.rows.order_by()[:most].count()


def labelled(partner: Partner, narrowing: Narrowing) -> QuerySet[CustomerLabel]:
    """What the filters leave, by the rows of one label, which are sorted already."""
    first, *others = narrowing.labels
    rows = CustomerLabel.objects.filter(partner=partner, label=first)
    for label in others:
        rows = rows.filter(pair__labels__label=label)
    return rows.filter(**{f"pair__{name}": value for name, value in narrowing.facts.items()})


def page_of_customers(
    partner: Partner, narrowing: Narrowing, *, sort: Sort = Sort.NAME, cursor: str = "", size: int = PAGE_SIZE
) -> KeysetPage[PartnerCustomer]:
    """One page in the order asked for; junk in `cursor` gives the first one."""
    source = source_of(partner, narrowing)
    order = source.order(sort)
    if not narrowing.is_searching and not narrowing.labels:
        own = listed_rows().filter(partner=partner, **narrowing.facts)
        return paginate(own, order=order, size=size, cursor=cursor)
    take = partial(narrowing.search.take, partner=partner) if narrowing.is_searching else take_first
    page = paginate(source.rows, order=order, size=size, cursor=cursor, take=take)
    return replace(page, rows=whole_rows(partner, [getattr(row, source.key) for row in page.rows]))


def batches_of(partner: Partner, narrowing: Narrowing, *, sort: Sort, size: int) -> Iterator[Sequence[int]]:
    """The keys of all rows in the order asked for, a batch at a time.

    A search is sorted once, its keys kept as eight bytes each; everything else is read along its index.
    """
    source = source_of(partner, narrowing)
    if narrowing.is_searching:
        rows = narrowing.search.sorted(source.rows, partner, list(source.order(sort)))
        keys = array("q", rows.values_list(source.key, flat=True).iterator(chunk_size=10 * size))
        return (keys[start : start + size] for start in range(0, len(keys), size))
    slim = source.rows.only("id", source.key, sort.column)
    return ([getattr(row, source.key) for row in batch] for batch in walk(slim, order=source.order(sort), size=size))


@cache
def listed_rows() -> QuerySet[PartnerCustomer]:
    """What a list shows of anybody's rows: put together once for each process, for that takes as long as reading fifty;
    never read itself."""
    return PartnerCustomer.objects.listed()


def whole_rows(partner: Partner, keys: list[int]) -> list[PartnerCustomer]:
    """What a list shows of some rows, in the order of their keys."""
    whole = listed_rows().filter(partner=partner).in_bulk(keys)
    return [whole[key] for key in keys if key in whole]
