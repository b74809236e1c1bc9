"""The policies in the database, built by the owner after every migration; what stands as it should is left alone."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import connections
from psycopg import sql

from partnercenter.wall.policies import CONDITIONS, qual

NAME = "wall"
STANDING = """
    SELECT t.relname, d.description FROM pg_policy p JOIN pg_class t ON t.oid = p.polrelid
    LEFT JOIN pg_description d ON d.objoid = p.oid AND d.classoid = 'pg_policy'::regclass
    WHERE p.polname = %s AND t.relrowsecurity AND t.relforcerowsecurity
"""


def build_wall(*, using: str, app_config: Any, **kwargs: Any) -> None:
    """Once all tables are there: a policy for each table of `policies`, forced on the owner, too."""
    if app_config.label != "audit":
        return
    with connections[using].cursor() as cursor:
        there = set(connections[using].introspection.table_names(cursor))
        cursor.execute(STANDING, [NAME])
        standing = dict(cursor.fetchall())
        for table in CONDITIONS:
            if table in there and standing.get(table) != digest(table):
                for statement in statements(table):
                    cursor.execute(statement)
        for table in set(standing) - set(CONDITIONS):
            for statement in statements_without(table):
                cursor.execute(statement)


def digest(table: str) -> str:
    """What tells whether a policy is the one that stands here."""
    return hashlib.sha256(qual(table).encode()).hexdigest()


def statements(table: str) -> Iterator[sql.Composed]:
    names = {"table": sql.Identifier(table), "policy": sql.Identifier(NAME)}
    condition = sql.SQL(qual(table))
    for text in (
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        "DROP POLICY IF EXISTS {policy} ON {table}",
        "CREATE POLICY {policy} ON {table} USING ({condition}) WITH CHECK ({condition})",
        "COMMENT ON POLICY {policy} ON {table} IS {digest}",
    ):
        yield sql.SQL(text).format(**names, condition=condition, digest=sql.Literal(digest(table)))


def statements_without(table: str) -> Iterator[sql.Composed]:
    """A table that the wall no longer stands before is as open as it was."""
    for text in (
        "DROP POLICY {policy} ON {table}",
        "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    ):
        yield sql.SQL(text).format(table=sql.Identifier(table), policy=sql.Identifier(NAME))
