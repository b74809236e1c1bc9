"""Nothing that dies takes a mail with it (F1-F4, F7, F9, F12-F14, F25): smoke tests, with short leases."""

import signal
import time

import psutil
import pytest

from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.wake import break_silence, wake_worker
from tests.faults.stage import kill, until
from tests.outbox.mails import queue
from tests.outbox.sink import HANG

# Real commits; only the outbox's table is emptied afterwards, so that the reference data of the migrations stays.
OWN_TABLES = pytest.mark.django_db(transaction=True, available_apps=["partnercenter.outbox"])
pytestmark = [pytest.mark.fault, OWN_TABLES]
PUBLISHING = 1.5  # seconds that a page may wait for the broker at most


def state_of(email) -> str:
    return OutboundEmail.objects.values_list("state", flat=True).get(pk=email.pk)


def test_a_worker_killed_while_it_sends_loses_nothing(stage):
    stage.start_scheduler()
    first = stage.start_worker()
    stage.sink.script = {"content": HANG}
    for _ in range(10):
        queue()
    until(stage.sink.at_content.is_set, within=30, what="a mail is on its way")
    kill(first)
    stage.sink.script = {}
    stage.start_worker()
    stage.await_settled(within=60)
    stage.assert_arrived(extra=1)


def test_a_pool_process_killed_while_it_sends_loses_nothing(stage):
    stage.start_scheduler()
    worker = stage.start_worker(concurrency=2)
    stage.sink.script = {"content": HANG}
    queue()
    until(stage.sink.at_content.is_set, within=30, what="a mail is on its way")
    stage.sink.script = {}
    for child in psutil.Process(worker.pid).children():
        child.kill()
    stage.await_settled(within=60)
    stage.assert_arrived(extra=1)


def test_a_broker_killed_and_restarted_empty_loses_nothing(stage):
    stage.start_scheduler()
    stage.start_worker()
    before = queue()
    until(lambda: state_of(before) == "sent", within=30, what="the stage works")
    stage.broker.kill()
    began = time.monotonic()
    for _ in range(20):
        queue()
    assert time.monotonic() - began < PUBLISHING + 2
    stage.broker.start()
    stage.await_settled(within=90)
    stage.assert_arrived()


def test_a_mail_server_that_is_away_for_a_while_gets_every_mail_once(stage):
    stage.sink.stop()
    stage.start_scheduler()
    stage.start_worker()
    for _ in range(10):
        queue()
    until(
        lambda: OutboundEmail.objects.filter(state="deferred", last_code=None).exists(),
        within=30,
        what="the absence is noticed",
    )
    stage.sink.start()
    stage.await_settled(within=60)
    stage.assert_arrived()


def test_publishing_to_a_dead_broker_does_not_delay(stage):
    stage.broker.kill()
    began = time.monotonic()
    email = queue()
    assert time.monotonic() - began < PUBLISHING
    assert state_of(email) == "queued"
    began = time.monotonic()
    for _ in range(20):
        queue()
    assert time.monotonic() - began < PUBLISHING  # after a failure nobody tries for a while


def test_publishing_to_a_hung_broker_does_not_delay(stage):
    stage.broker.signal(signal.SIGSTOP)
    began = time.monotonic()
    queue()
    assert time.monotonic() - began < PUBLISHING
    began = time.monotonic()
    for _ in range(20):
        queue()
    assert time.monotonic() - began < PUBLISHING
    stage.broker.signal(signal.SIGCONT)
    until(stage.broker.answers, within=60, what="the broker answers")
    break_silence()
    assert wake_worker()


def test_fifty_wake_ups_make_one_copy(stage):
    email = queue()
    for _ in range(49):
        assert wake_worker()
    stage.start_worker(concurrency=2)
    until(lambda: state_of(email) == "sent", within=30, what="the mail is sent")
    stage.start_scheduler()
    after = queue()
    until(lambda: state_of(after) == "sent", within=30, what="the wake-ups are through")
    stage.assert_arrived()
