"""The embedded PostgreSQL: the wheel's own programs, on the loopback address, with passwords."""

import signal
import time
from pathlib import Path

import psycopg

from partnercenter.embedded import roles
from partnercenter.embedded.children import Child, Program, Starter
from partnercenter.embedded.cluster import clean_environment, prepared_cluster
from partnercenter.embedded.keys import keys_of
from partnercenter.embedded.places import DataFolder
from partnercenter.embedded.ports import LOOPBACK, free_port
from partnercenter.embedded.problems import CannotStart
from partnercenter.embedded.wheels import postgres_programs

READY_WITHIN = 60.0  # seconds; recovery after a crash is part of it
CONNECTIONS = 400
ATTEMPTS = 3
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
ROOMY = {"shared_buffers": "1GB"}  # taken as it is filled; benchmarks load a million customers


def start_postgres(folder: DataFolder, *, start: Starter, lasting: bool) -> dict[str, str]:
    """Start the server, on new files if need be; its addresses come back by variable name.

    Only `lasting` data is synced to disk.
    """
    programs, keys = postgres_programs(folder), keys_of(folder)
    cluster = prepared_cluster(programs, folder)
    for _ in range(ATTEMPTS):
        port = free_port()
        child = start(_program(programs, cluster, folder=folder, options=_options(port, lasting=lasting)))
        if _becomes_ready(child, port=port, password=keys["superuser"]):
            roles.set_up_roles(port, keys)
            return {
                "DATABASE_URL": roles.address(roles.APP, port=port, password=keys["app"]),
                "DATABASE_OWNER_URL": roles.address(roles.OWNER, port=port, password=keys["owner"]),
            }
        child.stop()
    raise CannotStart(f"PostgreSQL did not start; its last words are in {folder.log_of('postgres')}.")


def _options(port: int, *, lasting: bool) -> dict[str, str]:
    return {
        "listen_addresses": LOOPBACK,
        "port": str(port),
        "unix_socket_directories": "",  # a socket's path may hold 107 bytes only
        "max_connections": str(CONNECTIONS),
        "timezone": "UTC",
        "log_timezone": "UTC",
    } | ({} if lasting else UNSAFE_BUT_FAST | ROOMY)


def _program(programs: Path, cluster: Path, *, folder: DataFolder, options: dict[str, str]) -> Program:
    return Program(
        name="postgres",
        command=[
            programs / "postgres",
            "-D",
            cluster,
            *(f"--{name}={value}" for name, value in options.items()),
        ],
        log=folder.log_of("postgres"),
        environment=clean_environment(),
        folder=cluster,
        user=folder.user,
        stop_signal=signal.SIGINT,  # the fast shutdown: SIGTERM would wait for every client
    )


def _becomes_ready(child: Child, *, port: int, password: str) -> bool:
    """Wait until our superuser is let in (which proves that the server is ours), or the process ends."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and not child.has_ended():
        try:
            roles.connect(port, password=password).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return True
    return False
