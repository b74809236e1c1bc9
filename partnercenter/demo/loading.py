"""Loading very many rows at once: indexes are built at the end, and what triggers would do is done in one statement.

All of it is one transaction, so that a load that breaks off leaves indexes and triggers as they were. Only the owner
of the tables can do so; the application loads row by row.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from customers.relationships.models import CustomerLabel, PartnerCustomer
from customers.relationships.models.labels import TAG

INDEXES = """
    SELECT index.relname, pg_get_indexdef(index.oid) FROM pg_index
    JOIN pg_class AS index ON index.oid = indexrelid
    WHERE indrelid = %s::regclass AND NOT indisunique
"""
OWNED = "SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class WHERE oid = ANY(%s::regclass[])"
# What the trigger of `PartnerCustomer` does for each row; masses have tags, and nobody beside.
LABELS = f"""
    INSERT INTO {CustomerLabel._meta.db_table} (partner_id, pair_id, label, sort_key, since, ends_order)
    SELECT DISTINCT partner_id, id, '{TAG}' || tag, sort_key, since, ends_order
    FROM {PartnerCustomer._meta.db_table}, unnest(tags) AS tag ON CONFLICT DO NOTHING
"""  # noqa: S608 - constants alone


def owns(models: Sequence[type[Any]]) -> bool:
    """Whether the present role may change these tables."""
    with connection.cursor() as cursor:
        cursor.execute(OWNED, [[model._meta.db_table for model in models]])
        return bool(cursor.fetchone()[0])


@contextmanager
def at_once(models: Sequence[type[Any]]) -> Iterator[None]:
    """Inside, rows go into the bare tables; afterwards indexes, labels and triggers are there as before."""
    loaded: list[type[Any]] = [*models, CustomerLabel]
    tables = [model._meta.db_table for model in loaded]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        indexes = [index for table in tables for index in take_indexes(cursor, table)]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute(LABELS)
        for index in indexes:
            cursor.execute(index)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def take_indexes(cursor: CursorWrapper, table: str) -> list[str]:
    """Drop the indexes that hold no promise; the statements that make them again."""
    cursor.execute(INDEXES, [table])
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]
