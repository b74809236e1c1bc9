"""The files of the embedded PostgreSQL: made once, by the wheel's own `initdb`."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil

from partnercenter.embedded.keys import keys_of
from partnercenter.embedded.places import DataFolder
from partnercenter.embedded.problems import CannotStart

SUPERUSER = "supervisor"
# Sorting and letters come from the built-in C.UTF-8, the same on every system; the rest from the C library.
C_LIBRARY_LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
OPTIONS = (
    f"--username={SUPERUSER}",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    f"--locale={C_LIBRARY_LOCALE}",
    "--no-instructions",
)


def prepared_cluster(programs: Path, folder: DataFolder) -> Path:
    """The folder with the database's files, made when missing and free of a dead server's pid file."""
    cluster = folder.for_server("postgres")
    if not (cluster / "PG_VERSION").exists():
        _create(programs, cluster, folder)
    _forget_dead_server(cluster)
    return cluster


def clean_environment() -> dict[str, str]:
    """PGHOST and its kin of the caller must not reach our programs."""
    return {"PATH": os.environ.get("PATH", os.defpath), "TZ": "UTC", "LANG": C_LIBRARY_LOCALE}


def _create(programs: Path, cluster: Path, folder: DataFolder) -> None:
    """`initdb` beside the final place, moved there when whole: an interrupted start leaves no half."""
    with tempfile.TemporaryDirectory(dir=folder.root, prefix="initdb-", ignore_cleanup_errors=True) as passing:
        Path(passing).chmod(0o711 if folder.user.switched else 0o700)
        draft = folder.for_server(f"{Path(passing).name}/cluster")
        password = Path(passing) / "password"
        password.write_text(keys_of(folder)["superuser"])
        folder.user.own(password)
        _initdb([programs / "initdb", "-D", draft, f"--pwfile={password}", *OPTIONS], folder)
        cluster.rmdir()
        draft.rename(cluster)


def _initdb(command: list[Path | str], folder: DataFolder) -> None:
    outcome = subprocess.run(  # type: ignore[call-overload]
        command,
        capture_output=True,
        text=True,
        cwd=folder.root,
        env=clean_environment(),
        **folder.user.spawn_options,
    )
    if outcome.returncode:
        raise CannotStart(f"PostgreSQL could not make its data: {' '.join(outcome.stderr.split())[-300:]}")


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
