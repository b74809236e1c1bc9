"""What probes ask: is the process alive, and can it serve? No versions, nothing kept, no host needed (D33)."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse

logger = logging.getLogger(__name__)
_migrated = False  # once true, it stays true for this process: migrations are not taken back under it


def alive() -> HttpResponse:
    """The process answers."""
    return say("ok", 200)


def ready() -> HttpResponse:
    """The database answers and is migrated. The broker is not asked: losing it delays mail, nothing else."""
    try:
        return say("ready", 200) if is_database_ready() else say("not migrated", 503)
    except DatabaseError as error:
        logger.warning("Not ready: the database does not answer (%s)", type(error).__name__)
        return say("database away", 503)


def is_database_ready() -> bool:
    """Whether a query is answered and every migration of this code is applied."""
    global _migrated
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def say(words: str, status: int) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


PROBES: dict[str, Callable[[], HttpResponse]] = {
    "/healthz": alive,
    "/healthz/": alive,
    "/healthz/live": alive,
    "/healthz/ready": ready,
    "/readyz": ready,
}
