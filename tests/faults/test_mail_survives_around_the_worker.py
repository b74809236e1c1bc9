"""The fault matrix of mail where web process, broker and scheduler fail (F5, F6, F8, F10, F11, F13, F15, F31)."""

import signal
import subprocess
import sys
import time

import pytest
import redis

from partnercenter.embedded.places import CHECKOUT
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.wake import wake_worker
from tests.faults.figures import note
from tests.faults.stage import kill, until
from tests.outbox.mails import queue
from tests.outbox.sink import Slow

OWN_TABLES = pytest.mark.django_db(transaction=True, available_apps=["partnercenter.outbox"])
pytestmark = [pytest.mark.fault, pytest.mark.long, OWN_TABLES]
SOME = 50


def write_and_die(stage, point: str) -> None:
    command = [sys.executable, "-m", "tests.faults.writer", point]
    ended = subprocess.run(command, env=stage.environment(), cwd=CHECKOUT, timeout=60, check=False)
    assert ended.returncode == -9


def count(state: str) -> int:
    return OutboundEmail.objects.filter(state=state).count()


def test_f5_a_web_process_killed_before_it_wakes_the_worker_delays_the_mail_by_a_sweep(stage):
    stage.start_scheduler()
    stage.start_worker()
    write_and_die(stage, "after_commit")
    assert OutboundEmail.objects.count() == 1
    assert stage.await_settled(within=60, hurry=False) < 60
    stage.assert_arrived()


def test_f6_a_web_process_killed_before_the_commit_leaves_no_mail(stage):
    stage.start_scheduler()
    stage.start_worker()
    write_and_die(stage, "before_commit")
    witness = queue()
    stage.await_settled(within=60)
    assert list(OutboundEmail.objects.all()) == [witness]
    assert len(stage.sink.received) == 1


def test_f8_a_task_that_outlives_the_brokers_patience_is_given_to_another_who_finds_the_lease(stage):
    patience = {"BROKER_PATIENCE": "3", "MAIL_LEASE_SECONDS": "60"}
    stage.start_worker(**patience)
    stage.start_worker(**patience)
    stage.sink.script = {"content": Slow("250 2.0.0 kept", seconds=0.8)}
    queue()
    stage.await_settled(within=60)
    assert wake_worker()
    after = queue()
    stage.sink.script = {}
    until(lambda: OutboundEmail.objects.get(pk=after.pk).state == "sent", within=30, what="the copies are through")
    stage.assert_arrived()


def test_f10_two_schedulers_make_no_second_copy(stage):
    stage.start_scheduler("one")
    stage.start_scheduler("two")
    stage.start_worker(concurrency=2)
    stage.sink.script = {"content": Slow("250 2.0.0 kept", seconds=0.01)}
    for _ in range(SOME):
        queue()
    stage.await_settled(within=60)
    stage.assert_arrived()


def test_f11_a_scheduler_that_was_dead_catches_up_once(stage):
    scheduler = stage.start_scheduler("first")
    stage.start_worker()
    kill(scheduler)
    with redis.Redis(port=stage.broker.port) as client:
        for _ in range(SOME):
            queue()
        client.flushall()
    stage.start_scheduler("second")
    stage.await_settled(within=60)
    stage.assert_arrived()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP], ids=["dead", "hung"])
def test_f13_pages_do_not_wait_for_a_broker_that_is_down(stage, end):
    def seconds() -> float:
        began = time.monotonic()
        queue()
        return time.monotonic() - began

    before = sorted(seconds() for _ in range(100))
    stage.broker.signal(end)
    during = sorted(seconds() for _ in range(100))
    note("longer at the 95th of 100", during[94] - before[94])
    note("the longest of 100", during[-1])
    assert during[94] - before[94] <= 0.2
    assert during[-1] <= 1.5
    stage.broker.kill()
    stage.broker.start()
    stage.start_scheduler()
    stage.start_worker()
    stage.await_settled(within=60)
    stage.assert_arrived()


def test_f15_a_broker_without_memory_refuses_wake_ups_and_no_mail(stage):
    with redis.Redis(port=stage.broker.port) as client:
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", "1")
        began = time.monotonic()
        for _ in range(SOME):
            queue()
        assert time.monotonic() - began < 5
        assert not wake_worker()
        assert count("queued") == SOME
        client.config_set("maxmemory", "0")
    stage.start_scheduler()
    stage.start_worker()
    stage.await_settled(within=60)
    stage.assert_arrived()


def test_f31_a_server_that_offers_no_encryption_gets_nothing_and_the_queue_waits(stage):
    stage.start_scheduler()
    stage.start_worker(EMAIL_URL=f"smtp+tls://127.0.0.1:{stage.sink.port}")
    for _ in range(3):
        queue()
    until(lambda: count("deferred") >= 1, within=60, what="the first mail has found no encryption")
    assert not stage.sink.received
    assert set(OutboundEmail.objects.values_list("attempts", flat=True)) == {0}
    assert "The mail server refuses our set-up" in stage.logs()
