"""A database of a benchmark's own, made by the migrations and dropped afterwards."""

import os
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import django
import psycopg

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


@contextmanager
def copied_database() -> Iterator[str]:
    """The name of a copy of the database as it is now; nobody else may be connected while it is made."""
    from django.db import connection

    original = connection.settings_dict["NAME"]
    copy = f"{original}_copy"
    connection.close()
    with server() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        admin.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
    try:
        yield copy
    finally:
        use_database(original)
        with server() as admin:
            admin.execute(f'DROP DATABASE "{copy}"')


@contextmanager
def server() -> Iterator[psycopg.Connection]:
    """A connection beside those databases, for statements about them."""
    from django.db import connection

    facts = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**{name: facts[name] for name in ("dbname", "host", "port", "user", "password")}) as admin:
        admin.autocommit = True
        yield admin


def use_database(name: str) -> None:
    """From now on the default connection is one to the database of this name."""
    from django.db import connection

    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = name


def p50(seconds: Sequence[float]) -> float:
    """The median, in ms."""
    return statistics.median(seconds) * 1000


def p95(seconds: Sequence[float]) -> float:
    """What one in twenty exceeds, in ms."""
    return statistics.quantiles(seconds, n=20)[-1] * 1000
