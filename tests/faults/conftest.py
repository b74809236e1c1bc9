"""The stage of every fault test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from partnercenter.celery import app
from partnercenter.embedded.places import passing_folder, remove
from partnercenter.embedded.server_user import server_user
from partnercenter.embedded.wheels import broker_program
from partnercenter.outbox import wake
from tests.faults.figures import LINES
from tests.faults.stage import Broker, Stage
from tests.outbox.sink import Sink


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if LINES:
        terminalreporter.section("how long it took")
        for line in LINES:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def valkey() -> Iterator[Path]:
    """The broker's program out of its wheel."""
    folder = passing_folder(server_user())
    yield broker_program(folder)
    remove(folder)


@pytest.fixture
def stage(transactional_db: None, valkey: Path, tmp_path: Path) -> Iterator[Stage]:
    """Broker and mail server run; the test starts workers. Our own wake-ups go to this broker."""
    # Workers write to whatever database we name: never to one that holds anything but tests' rows.
    assert connection.settings_dict["NAME"].startswith("test_")
    ready = Stage(folder=tmp_path, broker=Broker(valkey, tmp_path).start(), sink=Sink().start())
    before = app.conf.broker_url
    app.conf.broker_url = f"{ready.broker.url}/0"
    wake.break_silence()
    yield ready
    app.conf.broker_url = before
    wake.break_silence()
    ready.stop()
