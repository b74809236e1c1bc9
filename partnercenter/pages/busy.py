"""Which errors mean "try again": the database is away, full, locked, or another transaction was faster."""

from django.db import InterfaceError, OperationalError


def is_busy(error: BaseException | None) -> bool:
    """Whether nothing was written and the same request may well succeed in a moment.

    psycopg reports lock time-outs, deadlocks, serialisation failures, a full pool and a lost server as
    `OperationalError`, and a connection that is already closed as `InterfaceError`.
    """
    return isinstance(error, (OperationalError, InterfaceError))
