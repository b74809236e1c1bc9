"""What a web process holds in memory after a thousand pages of every kind that partners open most.

    python -m tests.benchmarks.bench_memory [--pages 1000]

One process, with the portal's own settings but the test runner's database; the test client adds what it keeps itself.
"""

import argparse
from pathlib import Path
from typing import Any

from tests.benchmarks.database import own_database

PATHS = ("/", "/partner/customers/", "/partner/customers/?q=harbor", "/partner/requests/", "/partner/requests/new/")
CUSTOMERS = 2000


def main() -> None:
    """Measure in a database of its own and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    options = parser.parse_args()
    with own_database():
        report(options.pages)


def report(pages: int) -> None:
    """Before the first page, after each fifth of them."""
    client = somebody()
    print(f"{'pages':>8}{'MB':>8}")
    for number in range(pages + 1):
        if number % max(pages // 5, 1) == 0:
            print(f"{number:>8}{resident():>8.0f}")
        assert client.get(PATHS[number % len(PATHS)]).status_code == 200


def somebody() -> Any:
    """A colleague of a partner with customers."""
    from partnercenter.demo.mass import make_customers
    from tests import factories
    from tests.conftest import client_of

    membership = factories.PartnerMembershipFactory()
    for _ in make_customers(membership.partner, count=CUSTOMERS, by=membership.user):
        pass
    return client_of(membership)


def resident() -> float:
    """What the process holds now, in MB."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
