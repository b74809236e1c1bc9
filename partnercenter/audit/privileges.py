"""What the application's database role may do, granted by the owner after every migration (decisions §10)."""

from typing import Any

from django.conf import settings
from django.db import connections
from psycopg import sql

APPEND_ONLY = ("audit_auditevent",)
UNSEALED_COLUMNS = ("sequence", "previous_hash", "hash")


def grant_to_application(*, using: str, app_config: Any, **kwargs: Any) -> None:
    """Let the application read and write rows, and only append to the log. No-op where both roles are one."""
    role = settings.DATABASE_APP_ROLE
    if app_config.label != "audit" or not role or role == connections[using].settings_dict["USER"]:
        return
    with connections[using].cursor() as cursor:
        for statement in statements(role):
            cursor.execute(statement)


def statements(role: str) -> list[sql.Composed]:
    """The GRANT and REVOKE statements for `role`, in order."""
    name = sql.Identifier(role)
    log = sql.SQL(", ").join(map(sql.Identifier, APPEND_ONLY))
    columns = sql.SQL(", ").join(map(sql.Identifier, UNSEALED_COLUMNS))
    texts = (
        "GRANT USAGE ON SCHEMA public TO {name}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {name}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {name}",
        "REVOKE UPDATE, DELETE, TRUNCATE ON {log} FROM {name}",
        "GRANT UPDATE ({columns}) ON {log} TO {name}",
    )
    return [sql.SQL(text).format(name=name, log=log, columns=columns) for text in texts]
