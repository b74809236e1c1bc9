"""The embedded PostgreSQL: the wheel's own `initdb` and `postgres`, on the loopback address, with passwords.

Two roles, neither superuser: the owner migrates (and may make databases, for tests), the application works.
The superuser's password stays in the data folder, for this module alone.
"""

import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from partnercenter.embedded.children import Child, Program, start
from partnercenter.embedded.keys import keys_of
from partnercenter.embedded.places import DataFolder
from partnercenter.embedded.ports import LOOPBACK, free_port
from partnercenter.embedded.problems import CannotStart
from partnercenter.embedded.wheels import postgres_programs

SUPERUSER, OWNER, APP, DATABASE = "supervisor", "partnercenter_owner", "partnercenter", "partnercenter"
READY_WITHIN = 60.0  # seconds; recovery after a crash is part of it
CONNECTIONS = 400
ATTEMPTS = 3
DEFAULT_RIGHTS = {"TABLES": "SELECT, INSERT, UPDATE, DELETE", "SEQUENCES": "USAGE, SELECT, UPDATE"}
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Postgres:
    """A running server and its two addresses."""

    child: Child
    app_url: str
    owner_url: str


def start_postgres(folder: DataFolder, *, lasting: bool) -> Postgres:
    """Start the server on the folder's data, made when missing; only `lasting` data is synced to disk."""
    programs = postgres_programs(folder)
    cluster = folder.for_server("postgres")
    if not (cluster / "PG_VERSION").exists():
        _create_cluster(programs, cluster, folder)
    _forget_dead_server(cluster)
    for _ in range(ATTEMPTS):
        port = free_port()
        child = start(_program(programs, cluster, folder=folder, port=port, lasting=lasting))
        if _becomes_ready(child, port=port, password=keys_of(folder)["superuser"]):
            return _with_roles(child, port=port, folder=folder)
        child.stop()
    raise CannotStart(f"PostgreSQL did not start; its last words are in {folder.log_of('postgres')}.")


def _create_cluster(programs: Path, cluster: Path, folder: DataFolder) -> None:
    """`initdb` beside the final place, moved there when whole: an interrupted start leaves no half."""
    with tempfile.TemporaryDirectory(dir=folder.root, prefix="initdb-") as passing:
        Path(passing).chmod(0o711)
        draft = folder.for_server(f"{Path(passing).name}/cluster")
        words = Path(passing) / "password"
        words.write_text(keys_of(folder)["superuser"])
        folder.user.own(words)
        outcome = subprocess.run(  # type: ignore[call-overload]
            [programs / "initdb", "-D", draft, "-U", SUPERUSER, f"--pwfile={words}", *_CLUSTER_OPTIONS],
            capture_output=True,
            text=True,
            cwd=folder.root,
            env=_environment(),
            **folder.user.spawn_options,
        )
        if outcome.returncode:
            raise CannotStart(f"PostgreSQL could not make its data: {outcome.stderr.strip()[-300:]}")
        cluster.rmdir()
        draft.rename(cluster)


# Sorting and letters by the built-in C.UTF-8, the same on every system; the C library's is asked for the
# rest.
_C_LIBRARY = "en_US.UTF-8" if os.uname().sysname == "Darwin" else "C.UTF-8"
_CLUSTER_OPTIONS = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    f"--locale={_C_LIBRARY}",
    "--no-instructions",
)


def _environment() -> dict[str, str]:
    """A clean one: PGHOST and its kin of the caller must not reach our server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "TZ": "UTC", "LANG": _C_LIBRARY}


def _program(programs: Path, cluster: Path, *, folder: DataFolder, port: int, lasting: bool) -> Program:
    options = {
        "listen_addresses": LOOPBACK,
        "port": str(port),
        "unix_socket_directories": "",  # a socket's path may hold 107 bytes only
        "max_connections": str(CONNECTIONS),
        "timezone": "UTC",
        "log_timezone": "UTC",
    } | ({} if lasting else UNSAFE_BUT_FAST)
    words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    return Program(
        name="postgres",
        command=[programs / "postgres", "-D", cluster, *words],
        log=folder.log_of("postgres"),
        environment=_environment(),
        folder=cluster,
        user=folder.user,
        stop_signal=signal.SIGINT,  # the fast shutdown: SIGTERM would wait for every client
    )


def _forget_dead_server(cluster: Path) -> None:
    """Remove the pid file of a server that was killed; its number may belong to another process by now.

    We hold the folder's lock, so a server that still lives here is a left-over of ours: it is stopped first.
    """
    note = cluster / "postmaster.pid"
    if not note.exists():
        return
    number = note.read_text().split("\n", 1)[0].strip()
    process = _server_process(int(number), cluster) if number.isdigit() else None
    if process:
        process.send_signal(signal.SIGINT)
        psutil.wait_procs([process], timeout=30)
    note.unlink(missing_ok=True)


def _server_process(pid: int, cluster: Path) -> psutil.Process | None:
    """The process `pid` if it is a PostgreSQL on the data in `cluster`."""
    try:
        process = psutil.Process(pid)
        return process if str(cluster) in process.cmdline() else None
    except psutil.Error:
        return None


def _becomes_ready(child: Child, *, port: int, password: str) -> bool:
    """Wait until our superuser is let in (which proves that the server is ours), or the process ends."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and not child.has_ended():
        try:
            _connect(port, password=password).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return True
    return False


def _connect(port: int, *, password: str, database: str = "postgres") -> psycopg.Connection:
    address = {"host": LOOPBACK, "port": port, "user": SUPERUSER, "password": password, "dbname": database}
    return psycopg.connect(**address, autocommit=True, connect_timeout=5)  # type: ignore[arg-type]


def _with_roles(child: Child, *, port: int, folder: DataFolder) -> Postgres:
    keys = keys_of(folder)
    with _connect(port, password=keys["superuser"]) as connection:
        _set_role(connection, name=OWNER, password=keys["owner"], rights="LOGIN CREATEDB")
        _set_role(connection, name=APP, password=keys["app"], rights="LOGIN")
        _create_database(connection)
    for database in (DATABASE, "template1"):
        with _connect(port, password=keys["superuser"], database=database) as connection:
            _grant_defaults(connection)
    address = f"{LOOPBACK}:{port}/{DATABASE}"
    return Postgres(
        child=child,
        app_url=f"postgresql://{APP}:{keys['app']}@{address}",
        owner_url=f"postgresql://{OWNER}:{keys['owner']}@{address}",
    )


def _set_role(connection: psycopg.Connection, *, name: str, password: str, rights: str) -> None:
    """Make the role when missing, and give it the password of the folder's keys (which may be new)."""
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verb = sql.SQL("ALTER ROLE" if known else "CREATE ROLE")
    connection.execute(
        sql.SQL("{} {} NOSUPERUSER NOCREATEROLE {} PASSWORD {}").format(
            verb, sql.Identifier(name), sql.SQL(rights), sql.Literal(password)
        )
    )


def _create_database(connection: psycopg.Connection) -> None:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        names = sql.Identifier(DATABASE), sql.Identifier(OWNER)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))


def _grant_defaults(connection: psycopg.Connection) -> None:
    """What the owner makes, the application may read and write; in template1 too, for tests' databases."""
    template = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT {} ON {} TO {}")
    for kind, rights in DEFAULT_RIGHTS.items():
        names = sql.Identifier(OWNER), sql.SQL(rights), sql.SQL(kind), sql.Identifier(APP)
        connection.execute(template.format(*names))
