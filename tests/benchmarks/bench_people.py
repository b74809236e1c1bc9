"""What a file of 10,000 people costs who are invited with a licence each: reading, the verdicts, and the writing.

    python -m tests.benchmarks.bench_people [--rows 10000]

Beside it stands the floor: the same people and licences written by two `bulk_create` without rights, log or results.
Times are seconds; processor time is this process's own, so that a busy machine counts less in it.
"""

import argparse
import resource
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.database import own_database

SEATS = 100_000
LINE = "{:<44}{:>10.2f}{:>12.2f}"


def main() -> None:
    """Measure in a database of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    options = parser.parse_args()
    with own_database():
        report(options.rows)


def report(rows: int) -> None:
    """Each part once: what it costs grows with the rows, and so does the floor."""
    by, subscription = somebody_with_rights()
    content = book_of(rows, subscription.customer.primary_domain)
    before = memory()
    print(f"{f'{rows:,} rows, XLSX of {len(content):,} bytes':<44}{'seconds':>10}{'processor':>12}")
    cells = measured("read", lambda: read(content))
    file = measured("verdicts, kept as rows", lambda: check(subscription.customer, cells, by))
    measured("people, licences, log, results", lambda: write(file, by))
    measured("floor: people and licences alone", lambda: write_bare(subscription, rows))
    print(f"memory grew by {memory() - before:.0f} MB")


def measured(name: str, act: Callable[[], Any]) -> Any:
    began, worked = time.perf_counter(), time.process_time()
    result = act()
    print(LINE.format(name, time.perf_counter() - began, time.process_time() - worked))
    return result


def memory() -> float:
    """The most that this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def somebody_with_rights() -> tuple[Any, Any]:
    """An admin agent with full rights at a customer, and a subscription with seats enough."""
    from tests import factories
    from tests.services.conftest import relate

    by = factories.PartnerMembershipFactory()
    customer = factories.CustomerFactory(cloud=by.partner.cloud)
    factories.TenantDomainFactory(owner=customer)
    relate(by.partner, customer)
    factories.DelegatedAdminGrantFactory(partner=by.partner, customer=customer)
    return by, factories.SubscriptionFactory(customer=customer, sold=by.partner, name="Harbour Mail", seats=SEATS)


def book_of(rows: int, domain: str) -> bytes:
    """A workbook as the portal writes it."""
    from partnercenter.sheets.writing import Format, parts

    people = ([f"Person {n}", f"person{n}@{domain}", "JP", "ja", "Harbour Mail"] for n in range(rows))
    return b"".join(parts(Format.XLSX, ["Name", "User name", "Usage location", "Language", "Licences"], people))


def read(content: bytes) -> list[tuple[int, dict[str, str]]]:
    from customers.services.rules.importing import REQUIRED, titles
    from partnercenter.sheets.reading import by_column, read_sheet

    return by_column(read_sheet(content), titles(), required=REQUIRED)


def check(customer: Any, cells: list[tuple[int, dict[str, str]]], by: Any) -> Any:
    from customers.services.actions.importing import check_file

    return check_file(customer=customer, rows=cells, by=by)


def write(file: Any, by: Any) -> None:
    """Confirm, and every step."""
    from customers.services.actions.importing import carry_on, confirm_file

    confirmed = confirm_file(file=file, by=by)
    while carry_on(confirmed):
        pass


def write_bare(subscription: Any, rows: int) -> None:
    from customers.services.models import DirectoryUser, License

    customer = subscription.customer
    people = [
        DirectoryUser(customer=customer, display_name=f"Bare {n}", user_name=f"bare{n}@{customer.primary_domain}")
        for n in range(rows)
    ]
    for person in people:
        person.set_keys()
    DirectoryUser.objects.bulk_create(people, batch_size=1000)
    licences = [License(subscription=subscription, user=person) for person in people]
    License.objects.bulk_create(licences, batch_size=1000)


if __name__ == "__main__":
    main()
