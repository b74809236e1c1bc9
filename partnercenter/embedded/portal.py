"""The portal's own processes: web server, worker, scheduler, and the commands before them."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace

from partnercenter.embedded.children import Program
from partnercenter.embedded.places import CHECKOUT, DataFolder
from partnercenter.embedded.ports import LOOPBACK, is_taken
from partnercenter.embedded.problems import CannotStart

DEFAULT_PORT, HIGHEST_PORT, ANOTHER_PORT = 8000, 65535, 8080


def chosen_port() -> int:
    """The port of the portal: `PORT`, or 8000. `CannotStart` if it is no port or is taken."""
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        raise CannotStart(f"PORT must be a number from 1 to {HIGHEST_PORT}, not {text!r}.")
    if is_taken(int(text)):
        other = ANOTHER_PORT if int(text) != ANOTHER_PORT else DEFAULT_PORT
        raise CannotStart(f"Port {text} is in use by another program. Choose another one: PORT={other} make run")
    return int(text)


def addresses_of(port: int, folder: DataFolder) -> dict[str, str]:
    """The variables that follow from the port and the data folder."""
    host = f"localhost:{port}"
    return {
        "BASE_URL": f"http://{host}",
        "ACCEPTANCE_DOMAIN": host,
        "STATIC_ROOT": str(folder.root / "static"),
        "DJANGO_SETTINGS_MODULE": "partnercenter.settings",
        "PYTHONUNBUFFERED": "1",
    }


def django_command(words: Sequence[str], *, folder: DataFolder, environment: dict[str, str]) -> Program:
    """`manage.py …`, its output in the log `prepare`."""
    return Program(
        name=words[0],
        command=[sys.executable, CHECKOUT / "manage.py", *words],
        log=folder.log_of("prepare"),
        environment=environment,
        folder=CHECKOUT,
    )


def portal_programs(port: int, *, folder: DataFolder, environment: dict[str, str]) -> list[Program]:
    """Web server, worker and scheduler, in the order in which they are started."""
    calm = environment | {"MALLOC_ARENA_MAX": "2"}  # glibc keeps a heap for each thread else: up to 20 MB a process
    frame = Program(name="", command=(), log=folder.logs, environment=calm, folder=CHECKOUT)
    commands = {"web": _web(port), "worker": _worker(), "scheduler": _scheduler(folder)}
    return [
        replace(frame, name=name, command=[sys.executable, "-m", *words], log=folder.log_of(name))
        for name, words in commands.items()
    ]


def _web(port: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", LOOPBACK, "--port", str(port), "--workers", "2"]
    return [
        "granian",
        *options,
        "--blocking-threads",
        "8",
        "--respawn-failed-workers",
        "partnercenter.wsgi:application",
    ]


def _worker() -> list[str]:
    options = ["--loglevel", "INFO", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    return ["celery", "-A", "partnercenter.celery", "worker", *options]


def _scheduler(folder: DataFolder) -> list[str]:
    return [
        "celery",
        "-A",
        "partnercenter.celery",
        "beat",
        "--schedule",
        str(folder.root / "schedule"),
        "--pidfile=",
    ]
