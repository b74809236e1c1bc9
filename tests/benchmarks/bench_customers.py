"""The Customers list with 1,000 and with many customers, in a database of its own.

    python -m tests.benchmarks.bench_customers [--count 100000] [--rounds 60]

Prints the p50 of each way to ask for the list, its ratio to 1,000 customers, and the page floor: the same request with
the same rows from constants instead of the list's query. Times are of the whole request, in process.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.database import own_database

PAGE = "/partner/customers/"


def main() -> None:
    """Set up a database, measure, load, measure again, print, and drop it."""
    options = read_options()
    with own_database():
        report(options.count, options.rounds)


def read_options() -> argparse.Namespace:
    """`--count` customers in the end, `--rounds` requests for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60)
    return parser.parse_args()


def report(count: int, rounds: int) -> None:
    """Measure with 1,000 and with `count`, and print both beside each other."""
    from tests import factories
    from tests.conftest import client_of

    membership = factories.PartnerMembershipFactory(partner__partner_number="4009999")
    client = client_of(membership)
    load(membership, 1000, seed=1)
    few = measure(client, membership.partner, rounds)
    load(membership, count - 1000, seed=2)
    many = measure(client, membership.partner, rounds)
    slower = many["page floor"] / few["page floor"]
    print(f"{'p50, ms':<34}{'1,000':>10}{count:>12,}{'growth':>8}")
    for name, before in few.items():
        print(f"{name:<34}{before:>10.2f}{many[name]:>12.2f}{many[name] / before / slower:>8.2f}")
    print(f"growth is freed of the machine's own: the page floor took {slower:.2f} times as long in the second half")
    print(f"list against page floor: {many['page floor'] / many['list']:.2f} of its throughput")
    explain(membership.partner)


def load(membership: Any, count: int, *, seed: int) -> None:
    """More customers, and fresh statistics."""
    from django.db import connection

    from partnercenter.demo.mass import make_customers

    for _ in make_customers(membership.partner, count=count, by=membership.user, seed=seed):
        pass
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def measure(client: Any, partner: Any, rounds: int) -> dict[str, float]:
    """The p50 in ms of each way to ask for the list, all ways in turn so that noise meets them alike."""
    ways = {name: ask(client, query) for name, query in queries(partner).items()}
    ways["page floor"] = ask_with_constants(client)
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            taken[name].append(way())
    return {name: statistics.median(times) for name, times in taken.items()}


def queries(partner: Any) -> dict[str, dict[str, str]]:
    """Queries by name: pages at both ends, filters alone and together, and searches from rare to common."""
    from customers.relationships.models import PartnerCustomer
    from customers.relationships.queries import BY_NAME
    from partnercenter.pages.keyset import FORWARD, read_ordering

    rows = PartnerCustomer.objects.of(partner)
    ordering = read_ordering(rows, BY_NAME)
    middle = rows.order_by(*BY_NAME)[rows.count() // 2]
    last = rows.order_by("-sort_key", "-id")[60]
    return {
        "list": {},
        "page in the middle": {"cursor": ordering.write_cursor(middle, FORWARD)},
        "last page but one": {"cursor": ordering.write_cursor(last, FORWARD)},
        "filter: ended (6 %)": {"relationship": "ended"},
        "filter: full rights (22 %)": {"rights": "full"},
        "filter: admin only (1 %)": {"relationship": "admin_only"},
        "filters: active, rights ended": {"relationship": "active", "rights": "ended"},
        "search: one domain": {"q": f"company{middle.customer_id}."},
        "search: 山田 (5 %)": {"q": "山田"},
        "search: harbor pine (none)": {"q": "harbor pine"},
        "search: example (all)": {"q": "example"},
        "search: 株式会社 (a third), full": {"q": "株式会社", "rights": "full"},
    }


def ask(client: Any, query: dict[str, str]) -> Callable[[], float]:
    """A request that is timed, in ms."""

    def timed() -> float:
        start = time.perf_counter()
        response = client.get(PAGE, query)
        taken = (time.perf_counter() - start) * 1000
        assert response.status_code == 200
        return taken

    return timed


def ask_with_constants(client: Any) -> Callable[[], float]:
    """The same page with rows that are there already."""
    from customers.relationships.views import customers

    page = client.get(PAGE).context["page"]
    timed, real = ask(client, {}), customers.page_of_customers

    def constant() -> float:
        customers.page_of_customers = lambda *_: page
        try:
            return timed()
        finally:
            customers.page_of_customers = real

    return constant


def explain(partner: Any) -> None:
    """Which index answers each question."""
    from django.db.models import Value
    from django.db.models.functions import Concat

    from customers.relationships.queries import BY_NAME, Narrowing, is_common, narrowed

    asked = (Narrowing(), Narrowing(state="ended"), Narrowing(rights="full"), Narrowing(typed="company77."))
    more = (Narrowing(state="active", rights="ended"), Narrowing(typed="example"), Narrowing(typed="山田"))
    for narrowing in (*asked, *more):
        found = narrowed(partner, narrowing).only(*BY_NAME)
        apart = narrowing.is_searching and not is_common(narrowing.typed)
        order = (Concat("sort_key", Value("")), "id") if apart else BY_NAME
        plan = found.order_by(*order)[:51].explain(analyze=True)
        lines = [line.strip(" ->") for line in plan.splitlines() if " on " in line or "Sort" in line or "Time" in line]
        print(f"{narrowing}:", " | ".join(line.partition("  ")[0] for line in lines))


if __name__ == "__main__":
    main()
