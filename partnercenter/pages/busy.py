"""When to say "try again": the database is away, full, locked, or another transaction was faster."""

from django.db import InterfaceError, OperationalError, connection

LOCK_WAIT = "3s"


def is_busy(error: BaseException | None) -> bool:
    """Whether nothing was written and the same request may well succeed in a moment.

    psycopg reports lock time-outs, deadlocks, serialisation failures, a full pool and a lost server as
    `OperationalError`, and a connection that is already closed as `InterfaceError`.
    """
    return isinstance(error, (OperationalError, InterfaceError))


def wait_at_most() -> None:
    """Within this transaction no lock is waited for longer than 3 seconds (D8); then OperationalError, a page 503."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_WAIT])
