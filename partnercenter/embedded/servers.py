"""Starts the servers that the environment does not name, and stops them again.

`DATABASE_URL`, `REDIS_URL` and `EMAIL_URL` are looked at one by one: what is set is used as it is, and the
module for it is not even imported.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from partnercenter.embedded.children import Child, Program, start
from partnercenter.embedded.guard import Guard
from partnercenter.embedded.keys import keys_of
from partnercenter.embedded.lock import take_lock
from partnercenter.embedded.places import DataFolder
from partnercenter.embedded.signals import ignore_signals

Announce = Callable[[str], AbstractContextManager[None]]
SECRETS = ("SECRET_KEY", "LINK_KEYS", "OUTBOX_KEYS")
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_URL", "MAILBOX_FOLDER")
NAMES = ("postgres", "broker", "catcher")
EXPORTED = ("EMBEDDED", *ADDRESSES, *SECRETS)


class Servers(AbstractContextManager["Servers"]):
    """PostgreSQL, broker and mail catcher of one data folder, as a context: leaving it stops them."""

    def __init__(self, folder: DataFolder, *, lasting: bool, announce: Announce, remove: Path | None = None) -> None:
        """Take the folder (`CannotStart` if a copy runs on it); `remove` is deleted should we be killed."""
        self.folder, self.lasting, self.announce = folder, lasting, announce
        self._lock = take_lock(folder)
        self.guard = Guard(lock=self._lock, remove=remove)
        self.children: list[Child] = []
        self.environment = _base_environment(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop everything, the portal's processes at once, then the servers; then let the folder go."""
        ignore_signals()
        for child in self.children:
            if child.program.name not in NAMES:
                child.ask_to_stop()
        for child in reversed(self.children):
            child.stop()
        self.guard.dismiss()
        self._lock.close()

    def start(self, program: Program) -> Child:
        """Start a program that ends with us, whatever happens to us."""
        child = start(program)
        self.children.append(child)
        self.guard.watch(child)
        return child

    def start_missing(self) -> None:
        """Start what the environment does not name, and put its addresses into `environment`."""
        if not self.environment.get("DATABASE_URL"):
            from partnercenter.embedded.postgres import start_postgres

            with self.announce("Database"):
                self.environment |= start_postgres(self.folder, start=self.start, lasting=self.lasting)
        if not self.environment.get("REDIS_URL"):
            from partnercenter.embedded.broker import start_broker

            with self.announce("Broker"):
                self.environment |= start_broker(self.folder, start=self.start, lasting=self.lasting)
        if not self.environment.get("EMAIL_URL"):
            from partnercenter.embedded.catcher_process import start_catcher

            with self.announce("Mail catcher"):
                self.environment |= start_catcher(self.folder, start=self.start)
        # One address for both roles, where somebody's own database has only one.
        self.environment.setdefault("DATABASE_OWNER_URL", self.environment["DATABASE_URL"])


def _base_environment(folder: DataFolder) -> dict[str, str]:
    """The caller's environment, marked as embedded, with this folder's own secrets where none are set."""
    environment = dict(os.environ) | {"EMBEDDED": "1"}
    keys = keys_of(folder)
    for name in SECRETS:
        environment.setdefault(name, keys[name])
    return environment


def lines_for_shell(environment: Mapping[str, str]) -> str:
    """The addresses and keys as `export` lines that a shell can source."""
    return "".join(f"export {name}='{environment[name]}'\n" for name in EXPORTED if environment.get(name))
