"""The export of the Customers list: how soon its first byte leaves, how fast the rest, and what it holds in memory."""

import resource
import time
from itertools import islice
from typing import Any

ROWS = 100_000


def report_export(partner: Any) -> None:
    """CSV and XLSX, by name and by a filter; as many rows as the goal speaks of, then all."""
    from customers.relationships.listing import Narrowing, Sort
    from partnercenter.sheets.writing import Format

    print(f"\n{'export':<34}{'first byte':>12}{'rows':>12}{'seconds':>9}{'rows/s':>9}{'MB':>7}{'memory +MB':>12}")
    for kind in Format:
        for name, narrowing in (("all", Narrowing()), ("tag Kansai", Narrowing(tag="Kansai"))):
            measure(f"{kind}, {name}", kind, partner, narrowing, Sort.NAME, ROWS)
        measure(f"{kind}, search 山田 by end", kind, partner, Narrowing(typed="山田"), Sort.END, ROWS)
    measure("csv, all, whole", Format.CSV, partner, Narrowing(), Sort.NAME, None)
    measure("xlsx, all, whole", Format.XLSX, partner, Narrowing(), Sort.NAME, None)


def measure(name: str, kind: Any, partner: Any, narrowing: Any, sort: Any, most: int | None) -> None:
    """One file, thrown away as it comes. Memory is the growth of the process's peak."""
    from customers.relationships import export
    from partnercenter.sheets.writing import parts

    before, number = peak(), Counter()
    start = time.perf_counter()
    rows = islice(export.lines(partner, narrowing, sort), most)
    file = parts(kind, export.header(), map(number, rows))
    size = len(next(file))
    first = time.perf_counter() - start
    size += sum(map(len, file))
    taken = time.perf_counter() - start
    speed = number.seen / taken
    memory = peak() - before
    print(f"{name:<34}{first:>10.3f} s{number.seen:>12,}{taken:>9.1f}{speed:>9,.0f}{size / 1e6:>7.1f}{memory:>12.1f}")


class Counter:
    """Counts what passes."""

    def __init__(self) -> None:
        self.seen = 0

    def __call__(self, row: Any) -> Any:
        self.seen += 1
        return row


def peak() -> float:
    """The most memory that the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
