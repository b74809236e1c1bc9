"""What row-level security costs: the same pages with the wall and without it, asked in turn.

    python -m tests.benchmarks.bench_wall [--count 1000000] [--rounds 40]

One database has the policies, its copy has them switched off. Prints p50 and p95 of the Customers list in several ways,
of searches and of a customer's record. Then the searched table itself behind a policy, which is why it has none.
"""

import argparse
import statistics
from collections.abc import Callable, Mapping
from typing import Any

from tests.benchmarks import customers_asked as asked
from tests.benchmarks.bench_customers import load
from tests.benchmarks.database import copied_database, own_database, p95, use_database

SEARCHED = "relationships_partnercustomer"
Way = Callable[[], float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with own_database():
        report(options.count, options.rounds)


def report(count: int, rounds: int) -> None:
    from django.db import connection

    from tests import factories
    from tests.conftest import client_of

    membership = factories.PartnerMembershipFactory(partner__partner_number="4009999")
    load(membership, count, seed=1)
    client, walled = client_of(membership), str(connection.settings_dict["NAME"])
    with copied_database() as bare:
        use_database(bare)
        take_down()
        ways = {**asked.ways(client, membership.partner), **searches(client), **records(client, membership.partner)}
        print_both(in_turn(ways, {"wall": walled, "none": bare}, rounds), f"{count:,} customers")
        use_database(walled)
        put_before_search()
        searched = in_turn(searches(client), {"wall": walled, "none": bare}, max(3, rounds // 10))
        print_both(searched, "the same searches, the searched table itself behind a policy")


def searches(client: Any) -> dict[str, Way]:
    return {f"search {words}": asked.ask(client, {"q": words}) for words in asked.SEARCHES}


def records(client: Any, partner: Any) -> dict[str, Way]:
    """The record of one customer, which reads a dozen tables."""
    from customers.relationships.models import PartnerCustomer

    pair = PartnerCustomer.objects.of(partner).select_related("customer").order_by("pk")[500]
    return {"a customer's record": asked.ask(client, {}, path=f"{asked.PAGE}{pair.customer.public_id}/")}


def in_turn(ways: Mapping[str, Way], places: Mapping[str, str], rounds: int) -> dict[str, dict[str, list[float]]]:
    """The times of each way in each place, in ms; a page before them wakes the connection."""
    taken: dict[str, dict[str, list[float]]] = {name: {place: [] for place in places} for name in ways}
    for _ in range(rounds):
        for place, database in places.items():
            use_database(database)
            ways[next(iter(ways))]()
            for name, way in ways.items():
                taken[name][place].append(way())
    return taken


def print_both(taken: Mapping[str, Mapping[str, list[float]]], title: str) -> None:
    print(f"\n{title:<46}{'p50 none':>10}{'wall':>10}{'times':>8}{'p95 none':>11}{'wall':>10}{'times':>8}")
    ratios: list[tuple[float, float]] = []
    for name, by in taken.items():
        none, wall = statistics.median(by["none"]), statistics.median(by["wall"])
        tail_none, tail_wall = p95(by["none"]) / 1000, p95(by["wall"]) / 1000
        ratios.append((wall / none, tail_wall / tail_none))
        print(f"{name:<46}{none:>10.2f}{wall:>10.2f}{wall / none:>8.2f}", end="")
        print(f"{tail_none:>11.2f}{tail_wall:>10.2f}{tail_wall / tail_none:>8.2f}")
    middle, tail = (statistics.median(each) for each in zip(*ratios, strict=True))
    print(f"median of the ratios: p50 {middle:.3f}, p95 {tail:.3f}")


def take_down() -> None:
    """Switch the policies off in the present database."""
    from django.db import connection

    from partnercenter.wall.policies import CONDITIONS

    with connection.cursor() as cursor:
        for table in CONDITIONS:
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
            cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')


def put_before_search() -> None:
    """A policy for the table of the list's search, as the others have."""
    from django.db import connection

    from partnercenter.wall.policies import SEES_ALL, own

    condition = f"{SEES_ALL} OR {own('partner_id')}"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {SEARCHED} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"ALTER TABLE {SEARCHED} FORCE ROW LEVEL SECURITY")
        cursor.execute(f"CREATE POLICY trial ON {SEARCHED} USING ({condition})")


if __name__ == "__main__":
    main()
