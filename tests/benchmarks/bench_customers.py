"""The Customers list with 1,000 and with many customers of one partner, in databases of its own.

    python -m tests.benchmarks.bench_customers [--count 1000000] [--rounds 40]

One database has the 1,000, another all of them; every way to ask for the list is asked in both in turn, so that what
else the machine does meets both alike. Prints the p50 of each way, its growth, the number of its queries, and the page
floor: the same request with the same rows from constants instead of the list's queries. Then searches, and the export.
Times are of the whole request, in process, as a web server hands it over.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks import customers_asked as asked
from tests.benchmarks.customers_exported import report_export
from tests.benchmarks.database import copied_database, own_database, use_database

FEW = 1000
SEARCHED_AT = 100_000  # the goals speak of searches there and at the end
GOAL = 1.15  # times


@dataclass
class Place:
    """One of the two databases, with the ways to ask in it."""

    name: str
    ways: dict[str, Callable[[], float]] = field(default_factory=dict)
    taken: dict[str, list[float]] = field(default_factory=dict)
    worked: dict[str, list[float]] = field(default_factory=dict)  # processor time of this process, ms
    queries: dict[str, int] = field(default_factory=dict)

    def enter(self) -> None:
        use_database(self.name)

    def ask_all(self) -> None:
        """Each way once; a page before them wakes the connection."""
        self.enter()
        self.ways["list"]()
        for name, way in self.ways.items():
            began = time.process_time()
            self.taken.setdefault(name, []).append(way())
            self.worked.setdefault(name, []).append((time.process_time() - began) * 1000)

    def p50(self, name: str) -> float:
        return statistics.median(self.taken[name])

    def least(self, name: str) -> float:
        return min(self.taken[name])


def main() -> None:
    """Set up a database, load, measure, print, and drop it."""
    options = read_options()
    with own_database():
        report(options.count, options.rounds)


def read_options() -> argparse.Namespace:
    """`--count` customers in the end, `--rounds` requests for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=40)
    return parser.parse_args()


def report(count: int, rounds: int) -> None:
    """Load, and print one table after the other."""
    from django.db import connection

    from tests import factories
    from tests.conftest import client_of

    membership = factories.PartnerMembershipFactory(partner__partner_number="4009999")
    client = client_of(membership)
    load(membership, FEW, seed=1)
    with copied_database() as copy:
        report_loaded(client, membership, count, rounds, few=Place(copy), many=Place(connection.settings_dict["NAME"]))


def report_loaded(client: Any, membership: Any, count: int, rounds: int, *, few: Place, many: Place) -> None:
    """The tables, after the rest is loaded into `many`."""
    began = time.perf_counter()
    load(membership, min(count, SEARCHED_AT) - FEW, seed=2)
    print(f"\nsearches with {min(count, SEARCHED_AT):,} customers")
    report_searches(client, rounds)
    if count > SEARCHED_AT:
        load(membership, count - SEARCHED_AT, seed=3)
    print(f"\n{count:,} customers made in {time.perf_counter() - began:.0f} s, statistics and searches included")
    for place in (few, many):
        place.enter()
        place.ways = asked.ways(client, membership.partner)
        place.queries = {name: asked.count_queries(way) for name, way in place.ways.items()}
    for _ in range(rounds):
        few.ask_all()
        many.ask_all()
    print_growth(few, many, count)
    many.enter()
    print(f"\nsearches with {count:,} customers")
    report_searches(client, rounds)
    asked.explain(membership.partner)
    report_export(membership.partner)


def print_growth(few: Place, many: Place, count: int) -> None:
    """Both beside each other. Growth of the least times too, of which what else the machine does is no part."""
    slower = many.p50("page floor") / few.p50("page floor")
    print(f"\n{'p50, ms':<44}{f'{FEW:,}':>10}{count:>12,}{'growth':>8}{'of least':>10}{'queries':>9}")
    for name in few.ways:
        growth, least = many.p50(name) / few.p50(name), many.least(name) / few.least(name)
        same = f"{few.queries[name]}" if few.queries[name] == many.queries[name] else "differ"
        note = "" if growth <= GOAL else "  more than the goal"
        print(f"{name:<44}{few.p50(name):>10.2f}{many.p50(name):>12.2f}{growth:>8.2f}{least:>10.2f}{same:>9}{note}")
    worked = {name: statistics.median(many.worked[name]) for name in ("list", "page floor")}
    print(f"processor time of this process: list {worked['list']:.2f}, page floor {worked['page floor']:.2f}")
    print(f"the page floor took {slower:.2f} times as long beside the many")
    print(f"list against page floor: {many.p50('page floor') / many.p50('list'):.2f} of its throughput")


def report_searches(client: Any, rounds: int) -> None:
    """The p50 of searches from rare to common in each order, and the processor time of this process in it."""
    searches = {
        f"{name}, by {sort}": asked.ask(client, {"q": name, "sort": sort})
        for name in asked.SEARCHES
        for sort in ("name", "-since", "end")
    }
    taken: dict[str, list[float]] = {name: [] for name in searches}
    worked: dict[str, list[float]] = {name: [] for name in searches}
    for _ in range(rounds // 2):
        for name, search in searches.items():
            began = time.process_time()
            taken[name].append(search())
            worked[name].append((time.process_time() - began) * 1000)
    print(f"  {'p50, ms':<42}{'whole':>10}{'processor':>11}")
    for name, times in taken.items():
        print(f"  {name:<42}{statistics.median(times):>10.2f}{statistics.median(worked[name]):>11.2f}")


def load(membership: Any, count: int, *, seed: int) -> None:
    """More customers, a tenth of them with an agreement, and fresh statistics."""
    from django.db import connection

    from partnercenter.demo.mass import make_customers

    for _ in make_customers(membership.partner, count=count, by=membership.user, seed=seed):
        pass
    with connection.cursor() as cursor:
        cursor.execute("UPDATE relationships_partnercustomer SET is_agreed = true WHERE id % 10 = 0 AND NOT is_agreed")
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
