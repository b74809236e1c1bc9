"""The whole portal as `make run` starts it, on servers and a database of its own, for a browser to walk through."""

import os
import secrets
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from partnercenter.embedded.kept_mail import KeptMail, kept_mails
from partnercenter.embedded.places import passing_folder, remove
from partnercenter.embedded.portal import addresses_of, portal_programs
from partnercenter.embedded.ports import free_port
from partnercenter.embedded.preparing import prepare
from partnercenter.embedded.progress import silent
from partnercenter.embedded.server_user import server_user
from partnercenter.embedded.servers import Servers

PATIENCE = 60.0  # seconds until the portal answers, or a mail has arrived
OWN_SERVERS = ("REDIS_URL", "CACHE_URL", "EMAIL_URL", "MAILBOX_FOLDER")


@dataclass(frozen=True)
class Portal:
    """A running portal: where it answers, and the stores behind it."""

    port: int
    folder: Path
    environment: dict[str, str]

    @property
    def main(self) -> str:
        return f"http://localhost:{self.port}"

    def acceptance(self, label: str) -> str:
        """The origin of a cloud's acceptance portal."""
        return f"http://{label}.localhost:{self.port}"

    def connect(self) -> psycopg.Connection:
        """The database as its owner sees it: every table."""
        options = "-c wall.sees=all"
        return psycopg.connect(self.environment["DATABASE_OWNER_URL"], autocommit=True, options=options)

    def mails(self) -> list[KeptMail]:
        """Everything that arrived over SMTP, the newest first."""
        return list(kept_mails(Path(self.environment["MAILBOX_FOLDER"])))

    def await_mail(self, address: str, *, since: int = 0, subject: str = "") -> KeptMail:
        """The newest mail to `address`, with these words in its subject, among those after the first `since`; waits
        until it has arrived."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            arrived = self.mails()
            for mail in arrived[: len(arrived) - since]:
                if mail.recipients == [address] and subject in mail.subject:
                    return mail
            time.sleep(0.1)
        raise AssertionError(f"No mail {subject!r} to {address} in {PATIENCE} s; {self.log_ends()}")

    def logs(self) -> list[Path]:
        return sorted((self.folder / "logs").glob("*.log"))

    def log_ends(self) -> str:
        """The last lines of the portal's processes, for a failed test."""
        names = ("web", "worker", "scheduler", "prepare")
        return "\n".join(f"{log.name}:\n{log.read_text()[-2500:]}" for log in self.logs() if log.stem in names)


@contextmanager
def running_portal() -> Iterator[Portal]:
    """Start the portal with its demo data; stop it and remove everything afterwards."""
    folder, port = passing_folder(server_user()), free_port()
    try:
        with Servers(folder, lasting=False, announce=silent, remove=folder.root) as servers:
            for name in OWN_SERVERS:
                servers.environment.pop(name, None)
            with own_database(servers.environment):
                servers.start_missing()
                quick = {"MAIL_SWEEP_SECONDS": "2", "LOG_LEVEL": "INFO", "DATABASE_ROLE": "app"}
                servers.environment |= quick | addresses_of(port, folder)
                prepare(servers)
                for program in portal_programs(port, folder=folder, environment=servers.environment):
                    servers.start(program)
                portal = Portal(port=port, folder=folder.root, environment=servers.environment)
                await_answer(portal)
                yield portal
                for child in servers.children:
                    child.ask_to_stop()
                for child in servers.children:
                    child.stop()
    finally:
        remove(folder)


@contextmanager
def own_database(environment: dict[str, str]) -> Iterator[None]:
    """A database beside the given one, with the same two roles; dropped afterwards."""
    name, owner = f"journeys_{secrets.token_hex(4)}", os.environ["DATABASE_OWNER_URL"]
    change(owner, "CREATE DATABASE {}", name)
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        environment[variable] = urlsplit(os.environ[variable])._replace(path=f"/{name}").geturl()
    try:
        yield
    finally:
        change(owner, "DROP DATABASE {} WITH (FORCE)", name)


def change(address: str, statement: str, name: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def await_answer(portal: Portal) -> None:
    """Until the web server says that it is well."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{portal.port}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(portal.log_ends())
