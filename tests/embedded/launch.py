"""Starts `python -m partnercenter.embedded …` as a real process, and counts what lives and dies with it."""

import os
import platform
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from partnercenter.embedded.places import CHECKOUT
from partnercenter.embedded.server_user import ServerUser

PATIENCE = 120.0
NOT_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ROLE", "REDIS_URL", "EMAIL_URL", "MAILBOX_FOLDER", "PORT")
PACKAGES = Path(psutil.__file__).parent.parent


def bare_environment(**extra: str) -> dict[str, str]:
    """The environment without the addresses of the servers that these tests themselves run on."""
    kept = {name: value for name, value in os.environ.items() if name not in (*NOT_OURS, "DJANGO_SETTINGS_MODULE")}
    return kept | {"PYTHONUNBUFFERED": "1"} | extra


@dataclass
class Copy:
    """A started command, and the processes that it has been seen to have started."""

    popen: subprocess.Popen[str]
    output: Path

    def text(self) -> str:
        return self.output.read_text()

    def waits_for(self, words: str) -> None:
        """Wait until the output holds `words`; fail with the output if the command ends before."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.text():
            assert self.popen.poll() is None, self.text()
            assert time.monotonic() < deadline, self.text()
            time.sleep(0.1)

    def family(self) -> list[psutil.Process]:
        """Every process that descends from the command."""
        return psutil.Process(self.popen.pid).children(recursive=True)

    def ends(self) -> int:
        return self.popen.wait(PATIENCE)


@contextmanager
def started(*words: str, folder: Path, user: ServerUser | None = None, **extra: str) -> Iterator[Copy]:
    """Run the command on the data in `folder`; whatever a failed test leaves of it is killed."""
    output = folder.parent / f"{folder.name}.{time.monotonic_ns()}.out"
    options = {"user": user.uid, "group": user.gid, "extra_groups": []} if user else {}
    with output.open("w") as file:
        popen = subprocess.Popen(
            [interpreter(user), "-m", "partnercenter.embedded", *words],
            stdout=file,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=CHECKOUT,
            env=bare_environment(**extra) | ({"PYTHONPATH": str(PACKAGES), "HOME": str(folder)} if user else {}),
            start_new_session=True,
            **options,
        )
    copy = Copy(popen, output)
    try:
        yield copy
    finally:
        _kill(copy)


def _kill(copy: Copy) -> None:
    if copy.popen.poll() is None:
        copy.popen.send_signal(signal.SIGTERM)
        copy.popen.wait(PATIENCE)


def all_gone(processes: list[psutil.Process], within: float = 30.0) -> bool:
    """Whether all have ended (or are only waiting to be reaped)."""
    _, alive = psutil.wait_procs(processes, timeout=0.1)
    deadline = time.monotonic() + within
    while any(_lives(process) for process in alive) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not any(_lives(process) for process in alive)


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def interpreter(user: ServerUser | None) -> str:
    """A Python of our version that `user` may start; empty if there is none."""
    if user is None:
        return sys.executable
    major_minor = ".".join(platform.python_version_tuple()[:2])
    for candidate in (sys.executable, f"/usr/bin/python{major_minor}", f"/usr/local/bin/python{major_minor}"):
        if user.reaches(Path(candidate).resolve().parent) and _has_packages(candidate):
            return candidate
    return ""


def _has_packages(candidate: str) -> bool:
    """Whether that Python can use the packages of ours (some depend on its patch level)."""
    command = [candidate, "-c", "import aiosmtpd, environ, psutil, psycopg, redis"]
    environment = os.environ | {"PYTHONPATH": str(PACKAGES)}
    return Path(candidate).exists() and subprocess.run(command, env=environment, capture_output=True).returncode == 0


def ordinary_user() -> ServerUser | None:
    """For tests that run as root: a user of the system that is neither root nor a server's."""
    found = next((entry for entry in pwd.getpwall() if 1000 <= entry.pw_uid < 60000), None)
    return ServerUser(found.pw_name, found.pw_uid, found.pw_gid, switched=True) if found else None
