"""Wake-ups are best effort: they cost a page little, whatever the broker does."""

import socket
import time
from collections.abc import Iterator

import pytest

from partnercenter.celery import app
from partnercenter.embedded.ports import free_port
from partnercenter.outbox import wake
from partnercenter.outbox.wake import break_silence, wake_worker


@pytest.fixture
def no_broker() -> Iterator[None]:
    """A port where nobody listens."""
    before = app.conf.broker_url
    app.conf.broker_url = f"redis://127.0.0.1:{free_port()}/0"
    yield
    app.conf.broker_url = before


@pytest.fixture
def mute_broker() -> Iterator[socket.socket]:
    """A port that takes connections and never says a word, as a hung broker does."""
    before = app.conf.broker_url
    with socket.create_server(("127.0.0.1", 0)) as mute:
        app.conf.broker_url = f"redis://127.0.0.1:{mute.getsockname()[1]}/0"
        yield mute
    app.conf.broker_url = before


def seconds_of_a_wake_up() -> float:
    began = time.monotonic()
    assert wake_worker() is False
    return time.monotonic() - began


def test_a_dead_broker_costs_next_to_nothing(no_broker):
    assert seconds_of_a_wake_up() < 0.5


def test_a_mute_broker_costs_less_than_a_second_and_is_then_left_alone(mute_broker):
    assert seconds_of_a_wake_up() < 1.5
    assert seconds_of_a_wake_up() < 0.05


def test_after_the_silence_the_broker_is_tried_again(mute_broker):
    seconds_of_a_wake_up()
    break_silence()
    assert seconds_of_a_wake_up() > 0.3


def test_one_connection_serves_many_wake_ups_and_a_lost_one_is_replaced_at_once():
    assert wake_worker() is True
    kept = wake._kept.connection
    assert wake_worker() is True
    assert wake._kept.connection is kept

    kept.default_channel.client.connection_pool.disconnect()
    kept.release()
    assert wake_worker() is True
    assert wake_worker() is True


def test_a_broker_that_goes_mute_behind_a_kept_connection_costs_about_a_second(request):
    assert wake_worker() is True
    request.getfixturevalue("mute_broker")
    wake._kept.made_for = wake.present()
    wake._kept.connection = app.connection_for_write(transport_options=wake.IMPATIENT)

    assert seconds_of_a_wake_up() < 2
    assert seconds_of_a_wake_up() < 0.05


def test_the_broker_is_told_nothing_but_that_something_is_due(monkeypatch):
    told = []
    monkeypatch.setattr(wake._kept, "connection", None, raising=False)
    monkeypatch.setattr(app, "send_task", lambda *words, **options: told.append((words, sorted(options))))
    assert wake_worker() is True
    assert told == [(("outbox.send",), ["connection", "expires", "ignore_result", "retry"])]
