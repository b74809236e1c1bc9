"""Races run on committed rows and, where it matters, against the running web server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pgtrigger
import pytest
import redis
from django.apps import apps
from django.conf import settings
from django.db import connection, connections, models, transaction

CHECKOUT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 60  # seconds


@pytest.fixture
def _django_db_helper(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """In place of the usual transaction or flush: rows are committed and seen by other connections, and afterwards
    every table has the rows it had. A flush would take the migrations' reference data from later tests.

    Without the mark `django_db` no test database would be set up, and this would work on another one: it refuses.
    """
    with django_db_blocker.unblock():
        if not connection.settings_dict["NAME"].startswith("test_"):
            pytest.fail("Races need the mark django_db: there is no test database.")
        empty = [table for table in all_tables() if not has_rows(table)]
        filled = {model: set(pks_of(model)) for model in apps.get_models(include_auto_created=True)}
        yield
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in empty))
        # Keys that point at each other are compared at its end; what other tests left may guard its table.
        with transaction.atomic(), pgtrigger.ignore():
            for model, pks in filled.items():
                rows = model._base_manager.filter(pk__in=set(pks_of(model)) - pks)
                rows._raw_delete(rows.db)
        connections.close_all()


def pks_of(model: type[models.Model]) -> models.QuerySet:
    return model._base_manager.values_list("pk", flat=True)


def all_tables() -> list[str]:
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
        return cursor.fetchone()[0]


@dataclass(frozen=True)
class Portal:
    """The web server under test, on the loopback address."""

    port: int
    log: Path


@pytest.fixture
def portal(db: None, tmp_path: Path, shared_store: str) -> Iterator[Portal]:
    """The portal's own web server, with the options of `make run`, on the database of the tests; no limit that another
    one's visitors used up counts for its own."""
    running = Portal(port=free_port(), log=tmp_path / "web.log")
    with redis.Redis.from_url(shared_store) as store:
        store.flushdb()
    own = environment(running.port) | {"CACHE_URL": shared_store}
    with running.log.open("wb") as log:
        server = subprocess.Popen(web_command(running.port), cwd=CHECKOUT, env=own, stdout=log, stderr=log)
        try:
            wait_until_it_answers(running, server)
            yield running
        finally:
            server.terminate()
            server.wait(timeout=30)


def web_command(port: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
    return [sys.executable, "-m", "granian", *options, "--blocking-threads", "8", "partnercenter.wsgi:application"]


def environment(port: int) -> dict[str, str]:
    """That of the tests, but as the application's role, on the tests' database and this port."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    database = urlunsplit(parts._replace(path="/" + connection.settings_dict["NAME"]))
    host = f"localhost:{port}"
    return os.environ | {
        "DATABASE_URL": database,
        "DATABASE_ROLE": "app",
        "DJANGO_SETTINGS_MODULE": "tests.races.served_settings",
        "BASE_URL": f"http://{host}",
        "ACCEPTANCE_DOMAIN": host,
        "SECRET_KEY": settings.SECRET_KEY,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_it_answers(running: Portal, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", running.port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"The web server did not start:\n{running.log.read_text()}")
