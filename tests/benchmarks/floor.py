"""The SQL floor: the statements of an action, recorded once and sent again by bare psycopg, without Django."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection, transaction

from partnercenter.wall.readers import PORTAL

Statement = tuple[str, Any]
SEQUENCES = "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences"


def record(action: Callable[[], object]) -> list[Statement]:
    """What `action` sends, taken back afterwards so that sending it again meets the same rows and keys."""
    sent: list[Statement] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with same_keys(), transaction.atomic():
        with connection.execute_wrapper(listen):
            action()
        transaction.set_rollback(True)
    return without_outer_savepoint(sent)


@contextmanager
def same_keys() -> Iterator[None]:
    """Put the sequences back: a rolled-back INSERT keeps its key otherwise."""
    before = sequences()
    yield
    with connection.cursor() as cursor:
        for name, value in sequences().items():
            if before[name] != value:
                cursor.execute("SELECT setval(%s, %s, %s)", [name, before[name] or 1, before[name] is not None])


def sequences() -> dict[str, int | None]:
    """Where every sequence stands."""
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        return dict(cursor.fetchall())


def without_outer_savepoint(sent: list[Statement]) -> list[Statement]:
    """The action's own transaction was a savepoint while it was recorded; it is sent as a transaction."""
    is_one = sent[0][0].startswith("SAVEPOINT") and sent[-1][0].startswith("RELEASE")
    return sent[1:-1] if is_one else sent


class Bare:
    """A connection as Django opens it, with nothing of Django on the way."""

    def __init__(self) -> None:
        self.connection = psycopg.connect(**connection.get_connection_params())
        self.connection.autocommit = True
        for name, value in PORTAL.settings.items():  # the wall is open, as for every deed
            self.connection.execute("SELECT set_config(%s, %s, false)", [name, value])

    def send(self, statements: list[Statement]) -> None:
        """Send them as one transaction, fetching what comes."""
        with self.connection.cursor() as cursor:
            cursor.execute("BEGIN")
            for sql, params in statements:
                cursor.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()
            cursor.execute("COMMIT")

    def close(self) -> None:
        self.connection.close()
