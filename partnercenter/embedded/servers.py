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

from partnercenter.embedded.children import Child
from partnercenter.embedded.guard import Guard
from partnercenter.embedded.keys import keys_of
from partnercenter.embedded.lock import take_lock
from partnercenter.embedded.places import DataFolder
from partnercenter.embedded.signals import ignore_signals

Announce = Callable[[str], AbstractContextManager[None]]
SECRETS = ("SECRET_KEY", "LINK_KEYS", "OUTBOX_KEYS")
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_URL", "MAILBOX_FOLDER")
EXPORTED = ("EMBEDDED", *ADDRESSES, *SECRETS)


class Servers(AbstractContextManager["Servers"]):
    """PostgreSQL, broker and mail catcher of one data folder, as a context: leaving it stops them."""

    def __init__(
        self, folder: DataFolder, *, lasting: bool, announce: Announce, remove: Path | None = None
    ) -> None:
        """Take the folder (`CannotStart` if a copy runs on it); `remove` is deleted should we be killed."""
        self.folder, self.lasting, self.announce = folder, lasting, announce
        self._lock = take_lock(folder)
        self.guard = Guard(lock=self._lock, remove=remove)
        self.children: list[Child] = []
        self.environment = _base_environment(folder)

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        ignore_signals()
        for child in reversed(self.children):
            child.stop()
        self.guard.dismiss()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def add(self, child: Child) -> Child:
        self.children.append(child)
        self.guard.watch(child)
        return child

    def start_missing(self) -> None:
        """Start what the environment does not name, and put its address into `environment`."""
        if not self.environment.get("DATABASE_URL"):
            self._start_postgres()
        if not self.environment.get("REDIS_URL"):
            self._start_broker()
        if not self.environment.get("EMAIL_URL"):
            self._start_catcher()

    def _start_postgres(self) -> None:
        from partnercenter.embedded.postgres import start_postgres

        with self.announce("Database"):
            running = start_postgres(self.folder, lasting=self.lasting)
        self.add(running.child)
        self.environment |= {"DATABASE_URL": running.app_url, "DATABASE_OWNER_URL": running.owner_url}

    def _start_broker(self) -> None:
        from partnercenter.embedded.broker import start_broker

        with self.announce("Broker"):
            child, address = start_broker(self.folder, lasting=self.lasting)
        self.add(child)
        self.environment["REDIS_URL"] = address

    def _start_catcher(self) -> None:
        from partnercenter.embedded.catcher_process import start_catcher

        with self.announce("Mail catcher"):
            child, address = start_catcher(self.folder)
        self.add(child)
        self.environment |= {"EMAIL_URL": address, "MAILBOX_FOLDER": str(self.folder.mails)}


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
