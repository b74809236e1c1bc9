"""Finding customers by what is typed (§8), in any order of a list, among few and among very many.

Two ways lead to the same rows. Where the text is rare, the index of letter pairs finds all of them, and they are
sorted. Where it is common, that would fetch a good part of all rows; the order's own index is walked instead, a few
thousand rows at most, and the page is full long before. If it is not, because the rows all stand further down, the
first way is taken after all.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest
from math import ceil, prod
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, DateTimeField, F, Func, QuerySet, TextField, Value

from customers.relationships.models import CustomerLabel, PartnerCustomer
from customers.relationships.models.pairs import Contains
from partnercenter.canonical.names import bigrams, search_words
from partnercenter.partners.models import Partner

# Shares are of all rows, by the database's own statistics, which name the commonest letter pairs.
UNLISTED = 0.01  # what a pair that they do not name has at most
NO_HELP = 0.5  # a pair that so many rows have finds nothing that LIKE would not find as fast
ENOUGH = 1e-5  # pairs that together leave so few rows need no further one
COMMON_FROM = 0.01
FURTHEST = 10_000  # rows to walk
SPARE = 2  # times as many rows as should do are worth a walk
KNOWN_FOR = 60  # seconds: the database counts anew far less often
SHARES = """
    SELECT pair, share
    FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS seen (pair, share)
    WHERE schemaname = current_schema() AND tablename = %s AND attname = 'search'
"""
ROWS = "SELECT reltuples FROM pg_class WHERE oid = %s::regclass"


class ApartText(Func):
    """A text that no index is sorted by."""

    template, output_field = "(%(expressions)s || '')", TextField()


class ApartTime(Func):
    """A time that no index is sorted by."""

    template, output_field = "(%(expressions)s + interval '0')", DateTimeField()


class Among(Func):
    """`key = ANY(ARRAY(…))`: the keys are found first, whatever is expected of their number."""

    template, arg_joiner = "(%(expressions)s))", " = ANY("
    output_field = BooleanField()


@dataclass(frozen=True)
class Statistics:
    """What the database knows of all rows, by counting some: how many there are, and by letter pair, and by the
    partners' marks, the share of them that have it. Rare pairs are not among them."""

    rows: float
    shares: dict[str, float]


def known() -> Statistics:
    """The statistics, a minute old at most."""
    return read_statistics(connection.settings_dict["NAME"], int(time.monotonic() // KNOWN_FOR))


@lru_cache(maxsize=2)
def read_statistics(database: str, age: int) -> Statistics:
    """The statistics of this database, read once for each `age` by each process."""
    table = PartnerCustomer._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [table])
        rows = cursor.fetchone()[0]
        cursor.execute(SHARES, [table])
        return Statistics(rows, dict(cursor.fetchall()))


@dataclass(frozen=True)
class Search:
    """What is typed, and how the rows that hold it are found: pairs, or the rows of a label of theirs."""

    typed: str

    @cached_property
    def words(self) -> list[str]:
        """The keys of the words; a row has to hold each."""
        return search_words(self.typed)

    @cached_property
    def pairs(self) -> dict[str, list[str]]:
        """The letter pairs of each word that has any."""
        return {word: pairs for word in self.words if (pairs := bigrams(word))}

    def share(self, pair: str) -> float:
        """The share of rows that have the pair, or a little more."""
        return known().shares.get(pair, UNLISTED)

    @property
    def likely(self) -> float:
        """The share of rows that hold each word, at most: a word is no commoner than its rarest pair."""
        return prod(min(map(self.share, pairs)) for pairs in self.pairs.values())

    def is_worth_a_walk(self, number: int) -> bool:
        """Whether the first rows of an order should hold so many found ones."""
        return self.likely >= max(COMMON_FROM, SPARE * number / FURTHEST)

    def reach(self, number: int) -> int:
        """How many rows to walk for so many found ones: no more than the other way would fetch, which may follow."""
        return min(FURTHEST, max(SPARE * number, ceil(self.likely * known().rows)))

    def query(self, partner: Partner) -> str:
        """The tsquery that finds candidates: the rarest pairs, as many as help; empty where none does."""
        marks = [f"@{partner.pk}", *self.telling()]
        return " & ".join(f"'{mark}'" for mark in marks if self.share(mark) < NO_HELP)

    def telling(self) -> Iterable[str]:
        """The rarest pair of each word, the second of each and so on, until they leave few rows: pairs of one word
        mostly stand together, so that another word's tell more. Keys hold no quote, so they need no escape."""
        turns = zip_longest(*(sorted(pairs, key=self.share) for pairs in self.pairs.values()))
        left = 1.0
        for pair in dict.fromkeys(pair for turn in turns for pair in turn if pair):
            if left > ENOUGH:
                yield pair
            left *= self.share(pair)

    def found(self, rows: QuerySet[Any], partner: Partner) -> QuerySet[Any]:
        """Those among `rows`, pairs of `partner` or labels of them: the index finds candidates, LIKE settles them."""
        path = path_of(rows)
        if query := self.query(partner):
            rows = rows.filter(Contains(F(f"{path}search"), Value(query)))
        for word in self.words:
            rows = rows.filter(**{f"{path}search_text__contains": word})
        return rows

    def sorted(self, rows: QuerySet[Any], partner: Partner, names: list[str]) -> QuerySet[Any]:
        """The found rows in the order of `names`, sorted after they are found: PostgreSQL would walk the whole index
        of the order for rows that all stand far down."""
        first, *others = names
        column = first.removeprefix("-")
        apart = ApartText(column) if column == "sort_key" else ApartTime(column)
        if rows.model is CustomerLabel:
            pairs = self.found(PartnerCustomer.objects.of(partner), partner).values("pk")
            found = rows.filter(Among("pair_id", ArraySubquery(pairs)))
        else:
            found = self.found(rows, partner)
        return found.annotate(apart=apart).order_by("-apart" if first.startswith("-") else "apart", *others)

    def take(self, rows: QuerySet[Any], partner: Partner, names: list[str], number: int) -> list[Any]:
        """The first `number` of the found rows in the order of `names`, with the columns of that order alone."""
        if self.is_worth_a_walk(number):
            reach = self.reach(number)
            sql, given = walked(rows, names, reach, self.words)
            near = list(rows.model._default_manager.raw(f"{sql} LIMIT {number}", given))
            if len(near) == number or is_all(rows, names, reach):
                return near
        return list(self.sorted(rows, partner, names).only(*bare(names))[:number])

    def count(self, rows: QuerySet[Any], partner: Partner, names: list[str], most: int, *, is_narrow: bool) -> int:
        """How many rows are found, and never more than `most`. `names` is an order to walk in, any will do; where
        filters leave few rows (`is_narrow`), looking at each beats what the index finds among all the partner's."""
        is_common = self.is_worth_a_walk(0)
        if self.is_worth_a_walk(most) or (is_common and is_narrow and is_all(rows, names, FURTHEST)):
            sql, given = walked(rows, names, FURTHEST, self.words)
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM ({sql} LIMIT {most}) AS seen", given)  # noqa: S608
                number: int = cursor.fetchone()[0]
            if number == most or is_all(rows, names, FURTHEST):
                return number
        return self.found(rows, partner).order_by()[:most].count()


def walked(rows: QuerySet[Any], names: list[str], reach: int, words: list[str]) -> tuple[str, list[Any]]:
    """The statement that looks for `words` in the first `reach` rows of an order, one after the other."""
    text = F(f"{path_of(rows)}search_text")
    near = rows.order_by(*names).values(*dict.fromkeys(["id", *bare(names)]), text=text)[:reach]
    sql, given = near.query.sql_with_params()
    like = " AND ".join(["text LIKE %s"] * len(words))
    return f"SELECT * FROM ({sql}) AS near WHERE {like}", [*given, *(f"%{word}%" for word in words)]  # noqa: S608


def path_of(rows: QuerySet[Any]) -> str:
    """The way from these rows to the pairs."""
    return "pair__" if rows.model is CustomerLabel else ""


def is_all(rows: QuerySet[Any], names: list[str], reach: int) -> bool:
    """Whether there are no more than `reach` rows."""
    return not rows.order_by(*names)[reach : reach + 1].exists()


def bare(names: list[str]) -> list[str]:
    """Columns without their direction."""
    return [name.removeprefix("-") for name in names]
