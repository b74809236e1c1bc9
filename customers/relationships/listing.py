"""The Customers list: what narrows and sorts it, and its pages, each as fast at the end as at the beginning.

Every filter has an index in every order (`PartnerCustomer`); tags and the partners beside have theirs on
`CustomerLabel`. Searching has an index of letter pairs, whose answer is sorted afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Func, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from customers.relationships.models import ENDING_SOON, CustomerLabel, PartnerCustomer, PartnerCustomerQuerySet
from customers.relationships.models.labels import beside_label, tag_label
from partnercenter.canonical.names import bigrams, search_query, search_words
from partnercenter.pages.keyset import KeysetPage, paginate, walk
from partnercenter.partners.models import Partner

PAGE_SIZE = 50
# A share of rows. Two neighbouring digits of an identifier stand in an eighth of them, and are no common words.
COMMON_FROM = 0.2
COMMON_PAIRS = """
    SELECT count(*) FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS seen(pair, share)
    WHERE schemaname = current_schema() AND tablename = %s AND attname = 'search' AND pair = ANY(%s) AND share >= %s
"""


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


class Apart(Func):
    """A time that no index is sorted by."""

    template, output_field = "(%(expressions)s + interval '0')", DateTimeField()


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
        return bool(search_query(self.typed))

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
        """Rights whose last day is at most `ENDING_SOON` days away by the customer's calendar (`is_ending_soon`)."""
        if not self.ends_soon:
            return {}
        now = timezone.now()
        until = {"rights_until__gt": now, "rights_until__lte": now + timedelta(days=ENDING_SOON + 1)}
        return {"nears_end": True, **until}

    @property
    def labels(self) -> list[str]:
        """The filters by label."""
        beside = [beside_label(partner) for partner in (self.provider, self.reseller) if partner]
        return [*([tag_label(self.tag)] if self.tag else []), *beside]


def narrowed(partner: Partner, narrowing: Narrowing) -> PartnerCustomerQuerySet:
    """The partner's rows that search and filters leave."""
    rows = PartnerCustomer.objects.of(partner)
    if narrowing.is_searching:
        rows = PartnerCustomer.objects.matching(partner, narrowing.typed)
    for label in narrowing.labels:
        rows = rows.filter(labels__label=label)
    return rows.filter(**narrowing.facts)


def labelled(partner: Partner, narrowing: Narrowing) -> QuerySet[CustomerLabel]:
    """The same without search, by the rows of one label, which are sorted already."""
    first, *others = narrowing.labels
    rows = CustomerLabel.objects.filter(partner=partner, label=first)
    for label in others:
        rows = rows.filter(pair__labels__label=label)
    return rows.filter(**{f"pair__{name}": value for name, value in narrowing.facts.items()})


def page_of_customers(
    partner: Partner, narrowing: Narrowing, *, sort: Sort = Sort.NAME, cursor: str = "", size: int = PAGE_SIZE
) -> KeysetPage[PartnerCustomer]:
    """One page in the order asked for; junk in `cursor` gives the first one."""
    if not narrowing.is_searching and not narrowing.labels:
        rows = narrowed(partner, narrowing).listed()
        return paginate(rows, order=sort.order(sort.column), size=size, cursor=cursor)
    page = page_found if narrowing.is_searching else page_labelled
    keys, slim = page(partner, narrowing, sort=sort, cursor=cursor, size=size)
    return replace(slim, rows=whole_rows(partner, keys))


def batches_of(partner: Partner, narrowing: Narrowing, *, sort: Sort, size: int) -> Iterator[list[int]]:
    """The keys of all rows in the order asked for, a batch at a time."""
    if narrowing.is_searching:
        rows, column = found_rows(partner, narrowing, sort)
        return ([row.pk for row in batch] for batch in walk(rows, order=sort.order(column), size=size))
    if narrowing.labels:
        labels = walk(labelled(partner, narrowing), order=sort.order(sort.column, "pair_id"), size=size)
        return ([label.pair_id for label in batch] for batch in labels)
    plain = narrowed(partner, narrowing).only("id", sort.column)
    return ([row.pk for row in batch] for batch in walk(plain, order=sort.order(sort.column), size=size))


def whole_rows(partner: Partner, keys: list[int]) -> list[PartnerCustomer]:
    """What a list shows of some rows, in the order of their keys."""
    whole = PartnerCustomer.objects.of(partner).listed().in_bulk(keys)
    return [whole[key] for key in keys if key in whole]


def page_labelled(
    partner: Partner, narrowing: Narrowing, *, sort: Sort, cursor: str, size: int
) -> tuple[list[int], KeysetPage[Any]]:
    """The keys of one page of a label, along the label's own index."""
    rows = labelled(partner, narrowing)
    page = paginate(rows, order=sort.order(sort.column, "pair_id"), size=size, cursor=cursor)
    return [row.pair_id for row in page.rows], page


def page_found(
    partner: Partner, narrowing: Narrowing, *, sort: Sort, cursor: str, size: int
) -> tuple[list[int], KeysetPage[Any]]:
    """The keys of one page of search results: what a row shows is read for the page alone."""
    rows, column = found_rows(partner, narrowing, sort)
    page = paginate(rows, order=sort.order(column), size=size, cursor=cursor)
    return [row.pk for row in page.rows], page


def found_rows(partner: Partner, narrowing: Narrowing, sort: Sort) -> tuple[PartnerCustomerQuerySet, str]:
    """Slim search results, and the column that sorts them.

    Left to itself PostgreSQL walks the index of the order and tests each row, which is slow for rows that all stand
    far down. So the found rows are sorted, unless they are a good part of all: then the walk ends soon.
    """
    rows, column = narrowed(partner, narrowing).only("id", sort.column), sort.column
    if is_common(narrowing.typed):
        return rows, column
    apart = Concat(column, Value("")) if column == "sort_key" else Apart(column)
    return rows.annotate(sorted_apart=apart), "sorted_apart"


def is_common(typed: str) -> bool:
    """Whether even the rarest pair of letters stands in a good part of all rows, by the database's own statistics."""
    pairs = list(dict.fromkeys(pair for word in search_words(typed) for pair in bigrams(word)))
    with connection.cursor() as cursor:
        cursor.execute(COMMON_PAIRS, [PartnerCustomer._meta.db_table, pairs, COMMON_FROM])
        (common,) = cursor.fetchone()
    return bool(common == len(pairs))
