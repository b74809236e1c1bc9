"""What the application's database role may do, granted by the owner after every migration (decisions §10)."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connections
from psycopg import sql

LOG = "audit_auditevent"
# Evidence beside the log. Triggers guard it too, but a session can tell triggers to look away, and grants not.
APPEND_ONLY = (LOG, "invitations_acceptance", "agreements_agreementacceptance")
UNSEALED_COLUMNS = ("sequence", "previous_hash", "hash")


def grant_to_application(*, using: str, app_config: Any, **kwargs: Any) -> None:
    """Let the application read and write rows, and only append to log and evidence. No-op where both roles are one."""
    role = settings.DATABASE_APP_ROLE
    if app_config.label != "audit" or not role or role == connections[using].settings_dict["USER"]:
        return
    with connections[using].cursor() as cursor:
        there = set(connections[using].introspection.table_names(cursor))
        for statement in statements(role, [table for table in APPEND_ONLY if table in there]):
            cursor.execute(statement)


def statements(role: str, append_only: Sequence[str] = APPEND_ONLY) -> list[sql.Composed]:
    """The GRANT and REVOKE statements for `role`, in order; `append_only` are the tables that are there."""
    name = sql.Identifier(role)
    tables = sql.SQL(", ").join(map(sql.Identifier, append_only))
    columns = sql.SQL(", ").join(map(sql.Identifier, UNSEALED_COLUMNS))
    texts = (
        "GRANT USAGE ON SCHEMA public TO {name}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {name}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {name}",
        *(["REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM {name}"] if append_only else []),
        *(["GRANT UPDATE ({columns}) ON {log} TO {name}"] if LOG in append_only else []),
    )
    parts = {"name": name, "tables": tables, "columns": columns, "log": sql.Identifier(LOG)}
    return [sql.SQL(text).format(**parts) for text in texts]
