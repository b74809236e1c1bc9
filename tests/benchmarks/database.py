"""A database of a benchmark's own, made by the migrations and dropped afterwards."""

import os
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


@contextmanager
def own_database() -> Iterator[None]:
    """Set Django up; inside, the default connection is that of the new database."""
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(os.environ.get("PGDATABASE", ""), verbosity=0)


def p50(seconds: Sequence[float]) -> float:
    """The median, in ms."""
    return statistics.median(seconds) * 1000


def p95(seconds: Sequence[float]) -> float:
    """What one in twenty exceeds, in ms."""
    return statistics.quantiles(seconds, n=20)[-1] * 1000
