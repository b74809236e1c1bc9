"""What each periodic job costs where nothing is due: with 1,000 and with many live rows of everything that it looks at.

    python -m tests.benchmarks.bench_jobs [--count 1000000]

A thousand customers with relationships and rights are made as for the Customers list and multiplied inside the
database; requests, mails, log rows and subscriptions by copying one live row. Every job of the schedule runs once for
what loading left due, and then in turn; its statements' own time is the database's share, the rest is this process's.
A job whose cost follows what is due costs the same with few and with many. Statements that read a whole table are
printed with their plans' scans.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.benchmarks.database import own_database

FEW, ROUNDS = 1000, 5
PAGES = "SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()"


class Taken(NamedTuple):
    """Of one run or several: ms of the whole and of its statements, and the pages that the database read."""

    whole: float
    statements: float
    pages: int


Figures = dict[str, Taken]  # by job


def main() -> None:
    """Measure in a database of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    options = parser.parse_args()
    with own_database():
        report(options.count)


def report(count: int) -> None:
    """Few, then many, in the same database."""
    from tests.benchmarks.live_rows import live_rows

    rows = live_rows()
    rows.grow_to(FEW)
    few = measure_all()
    began = time.perf_counter()
    rows.grow_to(count)
    print(f"{count:,} rows of each loaded in {time.perf_counter() - began:.0f} s")
    many = measure_all()
    print(f"\n{'ms, nothing due':<40}{FEW:>10,}{count:>12,}{'of it statements':>18}{'pages read':>12}{count:>12,}")
    for name, (whole, statements, pages) in many.items():
        print(f"{name:<40}{few[name].whole:>10.1f}{whole:>12.1f}{statements:>18.1f}{few[name].pages:>12}{pages:>12}")
    print_scans()


def jobs() -> Iterator[tuple[str, Callable[[], object]]]:
    """The jobs of the schedule, as functions."""
    from partnercenter.celery import app

    app.loader.import_default_modules()
    for name, entry in app.conf.beat_schedule.items():
        yield name, app.tasks[entry["task"]]


def measure_all() -> Figures:
    """Each job once for what is due, then its median."""
    found: Figures = {}
    for name, job in jobs():
        job()
        taken = [timed(job) for _ in range(ROUNDS)]
        found[name] = Taken(
            statistics.median(each.whole for each in taken),
            statistics.median(each.statements for each in taken),
            min(each.pages for each in taken),  # whatever else reads makes it more
        )
    return found


def timed(job: Callable[[], object]) -> Taken:
    """What one run took."""
    from django.db import connection

    spent = 0.0

    def listen(execute: Any, *given: Any) -> Any:
        nonlocal spent
        began = time.perf_counter()
        try:
            return execute(*given)
        finally:
            spent += time.perf_counter() - began

    before, began = pages_read(), time.perf_counter()
    with connection.execute_wrapper(listen):
        job()
    whole = time.perf_counter() - began
    return Taken(whole * 1000, spent * 1000, pages_read() - before)


def pages_read() -> int:
    """How many pages this database has read until now, from memory or not: what other load on the machine changes
    least."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(PAGES)
        return int(cursor.fetchone()[0])


def print_scans() -> None:
    """The statements of the jobs whose plans read a whole large table."""
    from django.db import connection

    print("\nstatements that read a large table as a whole")
    for name, job in jobs():
        seen: list[tuple[str, Any]] = []

        def listen(execute: Any, sql: str, params: Any, many: bool, context: Any, seen: Any = seen) -> Any:
            seen.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(listen):
            job()
        reads = {(sql, repr(params)): params for sql, params in seen if sql.startswith("SELECT")}
        for (sql, _), params in reads.items():
            for line in whole_scans(sql, tuple(params or ())):
                print(f"  {name}: {line}")


def whole_scans(sql: str, params: tuple[Any, ...]) -> list[str]:
    """The nodes of a statement's plan that scan a table of many rows without an index."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", params)
        lines = [str(line).strip(" ->") for (line,) in cursor.fetchall()]
    return [line for line in lines if line.startswith(("Seq Scan", "Parallel Seq Scan")) and rows_of(line) > FEW]


def rows_of(line: str) -> int:
    """How many rows the planner expects of a node; a scan that filters is judged by its cost."""
    return int(float(line.partition("..")[2].partition(" ")[0]))


if __name__ == "__main__":
    main()
