"""Real processes to break: a broker, workers, a scheduler, and a mail server inside the test."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import redis
from django.db import connection
from django.db.models.functions import Now

from partnercenter.embedded.children import Child, Program, start
from partnercenter.embedded.places import CHECKOUT
from partnercenter.embedded.ports import free_port
from partnercenter.outbox.models import OutboundEmail
from tests.faults.figures import note
from tests.outbox.mails import link_of
from tests.outbox.sink import Received, Sink

LEASE, SWEEP = 5, 1  # seconds; 120 and 30 outside of tests


def until(condition: Callable[[], object], *, within: float, what: str) -> float:
    """Poll until `condition` holds; the seconds it took. Fails with `what` when the time is over."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < within, f"After {within} s still not so: {what}."
        time.sleep(0.05)
    took = time.monotonic() - began
    note(what, took)
    return took


@dataclass
class Broker:
    """A broker that keeps nothing over a restart."""

    program: Path
    folder: Path
    port: int = field(default_factory=free_port)
    child: Child | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> "Broker":
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.child = start(
            Program(
                name="broker",
                command=[self.program, *options, "--dir", self.folder],
                log=self.folder / "broker.log",
                environment={"PATH": os.environ["PATH"]},
                folder=self.folder,
            )
        )
        until(self.answers, within=20, what="the broker answers")
        return self

    def answers(self) -> bool:
        with redis.Redis(port=self.port, socket_timeout=1) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        if self.child:
            self.child.popen.wait()

    def signal(self, number: signal.Signals) -> None:
        if self.child and not self.child.has_ended():
            os.kill(self.child.pid, number)


@dataclass
class Stage:
    """What a fault test breaks, and how it looks at the result."""

    folder: Path
    broker: Broker
    sink: Sink
    children: list[Child] = field(default_factory=list)

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a worker on this stage: short leases, the test's own database."""
        database = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
        ours = {
            "EMBEDDED": "1",
            "CELERY_SKIP_CHECKS": "1",  # the pages are not what is tested here
            "DJANGO_SETTINGS_MODULE": "partnercenter.settings",
            "DATABASE_ROLE": "app",
            "DATABASE_URL": database,
            "REDIS_URL": self.broker.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.sink.port}",
            "MAIL_LEASE_SECONDS": str(LEASE),
            "MAIL_SWEEP_SECONDS": str(SWEEP),
        }
        return dict(os.environ) | ours | more

    def start_worker(self, *, concurrency: int = 1, pool: str = "prefork", **environment: str) -> Child:
        """A worker that is ready to take tasks."""
        name = f"worker{len(self.children)}"
        options = ["--pool", pool, "--concurrency", str(concurrency), "--loglevel", "INFO", "-n", f"{name}@test"]
        child = self._celery(name, ["worker", *options, "--without-gossip", "--without-mingle"], environment)
        log = self.folder / f"{name}.log"
        until(lambda: b" ready." in log.read_bytes() or child.has_ended(), within=60, what=f"{name} is ready")
        assert not child.has_ended(), log.read_text()[-3000:]
        return child

    def start_scheduler(self, name: str = "scheduler") -> Child:
        return self._celery(name, ["beat", "--schedule", str(self.folder / f"{name}.beat")], {})

    def _celery(self, name: str, words: list[str], environment: Mapping[str, str]) -> Child:
        child = start(
            Program(
                name=name,
                command=[sys.executable, "-m", "celery", "-A", "tests.faults.worker", *words],
                log=self.folder / f"{name}.log",
                environment=self.environment(**environment),
                folder=CHECKOUT,
            )
        )
        self.children.append(child)
        return child

    def stop(self) -> None:
        for child in self.children:
            kill(child)
        self.broker.signal(signal.SIGCONT)
        self.broker.kill()
        self.sink.stop()

    def await_settled(self, *, within: float, state: str = "sent", hurry: bool = True) -> float:
        """Wait until every mail has `state`. `hurry` makes deferred ones due, as if the time had passed."""

        def settled() -> bool:
            if hurry:
                OutboundEmail.objects.filter(state="deferred").update(next_at=Now())
            return not OutboundEmail.objects.exclude(state=state).exists()

        try:
            return until(settled, within=within, what=f"every mail is {state}")
        except AssertionError as problem:
            rows = OutboundEmail.objects.exclude(state=state).values_list("state", "attempts", "last_answer")[:5]
            raise AssertionError(f"{problem} {list(rows)}\n{self.logs()}") from None

    def assert_arrived(self, *, extra: int = 0) -> None:
        """Every mail came, none but `extra` came twice, none thrice, and copies are one and the same mail."""
        copies = self.sink.copies()
        emails = {email.message_id: email for email in OutboundEmail.objects.all()}
        assert set(copies) == set(emails), f"lost: {len(set(emails) - set(copies))}"
        assert max(len(several) for several in copies.values()) <= 2
        assert sum(len(several) - 1 for several in copies.values()) <= extra
        for key, several in copies.items():
            assert len({essence(one) for one in several}) == 1
            assert link_of(emails[key]) in text_of(several[0])

    def logs(self) -> str:
        """The last lines of every process."""
        return "\n".join(f"{path.name}:\n{path.read_text()[-1500:]}" for path in self.folder.glob("*.log"))


def kill(child: Child) -> None:
    """SIGKILL a process and everything it started, at once."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(child.pid)
        for one in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                one.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.popen.wait(10)


def text_of(received: Received) -> str:
    return received.message.get_body(("plain",)).get_content()


def essence(received: Received) -> tuple[str, ...]:
    """What must be the same in every copy: identity, time, subject, recipient, words, link."""
    message = received.message
    headers = tuple(str(message[name]) for name in ("Message-ID", "Date", "Subject", "To", "From"))
    return (*headers, text_of(received), message.get_body(("html",)).get_content())
