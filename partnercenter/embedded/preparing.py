"""What happens between the servers and the portal: migrations, static files, demo data."""

import hashlib
import subprocess
from collections.abc import Sequence
from pathlib import Path

from partnercenter.embedded.places import CHECKOUT
from partnercenter.embedded.portal import django_command
from partnercenter.embedded.problems import CannotStart
from partnercenter.embedded.servers import Servers

OLD_DATA = "\nIf the demo data is of an earlier version, `make clean` deletes it, and the next start makes it anew."
SEED_COMMAND = CHECKOUT / "partnercenter" / "demo" / "management" / "commands" / "seed_demo.py"


def prepare(servers: Servers) -> None:
    """Bring tables, static files and demo data up to date; every step may run again without harm."""
    with servers.announce("Database tables"):
        _django(servers, "migrate", "--no-input", role="owner")
    _collect_static(servers)
    if SEED_COMMAND.exists():
        with servers.announce("Demo data"):
            _django(servers, "seed_demo")


def printed_by(servers: Servers, *words: str) -> str:
    """What a Django command prints; empty if it fails (it only tells the reader something)."""
    program = django_command(words, folder=servers.folder, environment=servers.environment)
    outcome = subprocess.run(
        program.command, env=program.environment, cwd=program.folder, capture_output=True, text=True
    )
    return outcome.stdout.strip("\n") if outcome.returncode == 0 else ""


def _django(servers: Servers, *words: str, role: str = "app") -> None:
    """Run a Django command as the database role `role`; a failure ends the start with its last line."""
    environment = servers.environment | {"DATABASE_ROLE": role}
    child = servers.start(django_command(words, folder=servers.folder, environment=environment))
    if child.popen.wait():
        log = child.program.log
        hint = OLD_DATA if words[0] == "migrate" else ""
        raise CannotStart(f"{words[0]} failed: {_last_line(log)} (all of it is in {log}){hint}")


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "no output")


def _collect_static(servers: Servers) -> None:
    """Collect and compress static files, unless they are the same as at the last start."""
    mark, current = servers.folder.root / "static.stamp", _state_of_static_files()
    if mark.exists() and mark.read_text() == current:
        return
    with servers.announce("Static files"):
        _django(servers, "collectstatic", "--no-input", "--clear")
    mark.write_text(current)


def _state_of_static_files() -> str:
    """A digest of our files' names, sizes and times, and of the pinned packages that bring files too."""
    files = sorted(path for path in (CHECKOUT / "static").rglob("*") if path.is_file())
    states = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join([*states, *_pinned_packages()]).encode()).hexdigest()


def _pinned_packages() -> Sequence[str]:
    return [path.read_text() for path in sorted((CHECKOUT / "requirements").glob("*.txt"))]
