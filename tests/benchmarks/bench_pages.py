"""How quick pages are while one worker process sends a long queue of mails (reliability G13).

    python -m tests.benchmarks.bench_pages [--mails 10000]

A real web server with two workers, a real worker with one process, real SMTP into the catcher. One reader asks for the
partner's pages in turn, first in peace, then until the queue is empty; each request is timed from outside.
"""

import argparse
import contextlib
import http.client
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_mail import queue_mails, requests_with_links
from tests.benchmarks.database import own_database, p50, p95
from tests.races.conftest import CHECKOUT, Portal, environment, free_port, wait_until_it_answers, web_command

ROUNDS = 30  # of all pages, in peace
PAUSE = 0.05  # seconds between two requests of the reader
PATHS = ("/", "/partner/customers/", "/partner/requests/")
GOAL = 300  # ms


def main() -> None:
    """Measure in a database of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000)
    options = parser.parse_args()
    with own_database(), tempfile.TemporaryDirectory() as folder:
        report(options.mails, Path(folder))


def report(mails: int, folder: Path) -> None:
    """The two columns, and how fast the queue went meanwhile."""
    from tests.conftest import client_of

    asked = requests_with_links()
    reader = client_of(asked[0][0].owner)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in reader.cookies.items())
    portal = Portal(port=free_port(), log=folder / "web.log")
    with running(web_command(portal.port), portal) as web:
        wait_until_it_answers(portal, web)
        peace = [ask_all(portal, cookie) for _ in range(ROUNDS + 1)][1:]
        queue_mails(asked, mails, first=0)
        began = time.perf_counter()
        with running(worker_command(), portal):
            meanwhile = [ask_all(portal, cookie) for _ in while_mails_wait()]
        lasted = time.perf_counter() - began
    print_table(peace, meanwhile)
    print(
        f"{mails:,} mails in {lasted:.0f} s with one worker process, its start included: {mails / lasted:.0f} a second"
    )


@contextlib.contextmanager
def running(command: list[str], portal: Portal) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the portal on the benchmark's database, ended afterwards."""
    with portal.log.open("ab") as log:
        process = subprocess.Popen(command, cwd=CHECKOUT, env=environment(portal.port), stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=60)


def worker_command() -> list[str]:
    """Worker and scheduler in one, with one process that sends."""
    options = ["--concurrency", "1", "--without-gossip", "--without-mingle", "--beat"]
    schedule = Path(tempfile.mkdtemp()) / "schedule"
    return [sys.executable, "-m", "celery", "-A", "partnercenter.celery", "worker", *options, "-s", str(schedule)]


def while_mails_wait() -> Iterator[int]:
    """Once more and once more, until every mail has its end."""
    from partnercenter.outbox.models import OutboundEmail

    rounds = 0
    while OutboundEmail.objects.filter(state__in=("queued", "sending", "deferred")).exists():
        yield rounds
        rounds += 1


def ask_all(portal: Portal, cookie: str) -> list[float]:
    """Every page once: how long each took, in seconds. Anything but 200 ends the benchmark."""
    return [ask(portal, path, cookie) for path in PATHS]


def ask(portal: Portal, path: str, cookie: str) -> float:
    """One page over a connection of its own, as a browser that comes back after a while."""
    time.sleep(PAUSE)
    began = time.perf_counter()
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", portal.port, timeout=30)) as connection:
        connection.request("GET", path, headers={"Host": f"localhost:{portal.port}", "Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
    assert answer.status == 200, (path, answer.status)
    return time.perf_counter() - began


def print_table(peace: list[list[float]], meanwhile: list[list[float]]) -> None:
    """p50 and p95 of each page in peace and meanwhile."""
    print(f"{'ms':<28}{'in peace p50':>14}{'p95':>8}{'meanwhile p50':>16}{'p95':>8}{'requests':>10}")
    pages: list[tuple[str, Any, Any]] = [
        (path, [row[number] for row in peace], [row[number] for row in meanwhile]) for number, path in enumerate(PATHS)
    ]
    for path, before, during in pages:
        note = "" if p95(during) < GOAL else "  more than the goal"
        print(
            f"{path:<28}{p50(before):>14.0f}{p95(before):>8.0f}{p50(during):>16.0f}{p95(during):>8.0f}"
            f"{len(during):>10}{note}"
        )


if __name__ == "__main__":
    main()
