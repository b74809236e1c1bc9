"""The fault matrix of mail, row by row (F1-F4, F7, F12, F25-F30), with many mails; `make faults` runs it."""

import signal
from itertools import pairwise

import psutil
import pytest

from partnercenter.outbox.models import OutboundEmail
from tests.faults.stage import kill, until
from tests.outbox.mails import queue
from tests.outbox.sink import DROP, HANG, Slow

OWN_TABLES = pytest.mark.django_db(transaction=True, available_apps=["partnercenter.outbox"])
pytestmark = [pytest.mark.fault, pytest.mark.long, OWN_TABLES]
MANY = 500


def states() -> set[str]:
    return set(OutboundEmail.objects.values_list("state", flat=True))


def test_f1_a_pool_process_killed_while_the_server_holds_the_content(stage):
    stage.start_scheduler()
    worker = stage.start_worker(concurrency=2)
    stage.sink.script = {"content": Slow("250 kept", seconds=0.02)}  # else all are sent before the last is queued
    for _ in range(MANY):
        queue()
    until(lambda: len(stage.sink.received) > 20, within=60, what="mails are on their way")
    stage.sink.at_content.clear()
    stage.sink.script = {"content": HANG}
    until(stage.sink.at_content.is_set, within=60, what="the server holds the content")
    stage.sink.script = {}
    for child in psutil.Process(worker.pid).children():
        child.kill()
    stage.await_settled(within=120)
    stage.assert_arrived(extra=2)  # one for each of the two processes


def test_f2_a_whole_worker_killed_while_another_goes_on(stage):
    stage.start_scheduler()
    first, _second = stage.start_worker(), stage.start_worker()
    stage.sink.script = {"content": Slow("250 kept", seconds=0.02)}
    for _ in range(MANY):
        queue()
    until(lambda: len(stage.sink.received) > 10, within=60, what="mails are on their way")
    kill(first)
    stage.sink.script = {}
    stage.await_settled(within=120)
    stage.assert_arrived(extra=1)


@pytest.mark.parametrize(
    ("point", "extra"),
    [("after_claim", 0), ("before_content", 0), ("after_250", 1)],
    ids=["f4_after_the_claim", "f2_before_the_content", "f3_after_the_servers_yes"],
)
def test_a_worker_that_dies_at_a_point_leaves_nothing_behind(stage, point, extra):
    stage.start_scheduler()
    doomed = stage.start_worker(pool="solo", MAIL_CRASH_POINT=point)
    for _ in range(MANY):
        queue()
    until(doomed.has_ended, within=60, what="the worker has died")
    stage.start_worker()
    stage.await_settled(within=120)
    stage.assert_arrived(extra=extra)


def test_f3_a_worker_that_dies_each_time_after_the_servers_yes_sends_two_copies_and_no_third(stage):
    stage.start_scheduler()
    stage.start_worker(MAIL_CRASH_POINT="after_250")
    queue()
    stage.await_settled(within=120, state="unknown")
    assert len(stage.sink.received) == 2


def test_f7_a_mail_that_kills_each_worker_is_set_aside_and_the_others_flow(stage):
    stage.start_scheduler()
    stage.start_worker(concurrency=2)
    deadly = queue("test.deadly")
    others = [queue() for _ in range(MANY)]
    until(
        lambda: OutboundEmail.objects.filter(state="sent").count() == len(others),
        within=120,
        what="the others flow",
    )
    until(
        lambda: OutboundEmail.objects.get(pk=deadly.pk).state == "dead", within=180, what="the deadly one is set aside"
    )
    assert OutboundEmail.objects.get(pk=deadly.pk).lost_leases == 5
    assert {len(copies) for copies in stage.sink.copies().values()} == {1}


def test_f12_a_broker_killed_and_restarted_empty_under_five_hundred_mails(stage):
    stage.start_scheduler()
    stage.start_worker(concurrency=2)
    for number in range(500):
        queue()
        if number == 200:
            stage.broker.kill()
        if number == 400:
            stage.broker.start()
    assert stage.await_settled(within=120) <= 60
    stage.assert_arrived()


def test_f14_a_hung_broker_that_comes_back(stage):
    stage.start_scheduler()
    stage.start_worker()
    stage.broker.signal(signal.SIGSTOP)
    for _ in range(MANY):
        queue()
    stage.broker.signal(signal.SIGCONT)
    assert stage.await_settled(within=120) <= 60
    stage.assert_arrived()


def test_f25_a_server_that_refuses_connections_is_asked_less_than_once_a_second(stage):
    stage.sink.script = {"connect": "421 4.3.2 closing"}  # a refused port counts nothing; this one does
    stage.start_scheduler()
    stage.start_worker()
    for _ in range(MANY):
        queue()
    until(lambda: len(stage.sink.connections) >= 4, within=60, what="it was asked four times")
    times = stage.sink.connections[:4]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 1
    stage.sink.script = {}
    stage.await_settled(within=120)
    stage.assert_arrived()


@pytest.mark.parametrize(
    "script",
    [{"connect": "421 4.3.2 busy"}, {"rcpt": "450 4.2.1 busy"}, {"content": "452 4.3.1 no room"}],
    ids=["at_connect", "at_recipient", "at_content"],
)
def test_f26_a_server_that_says_later_gets_each_mail_once_it_is_ready(stage, script):
    stage.sink.script = script
    stage.start_scheduler()
    stage.start_worker()
    for _ in range(20):
        queue()
    until(lambda: OutboundEmail.objects.filter(state="deferred").exists(), within=30, what="some are deferred")
    assert "failed" not in states()
    stage.sink.script, refused = {}, list(stage.sink.received)
    stage.sink.received = stage.sink.received[len(refused) :]  # what it said no to, it did not keep
    stage.await_settled(within=120)
    assert set(stage.sink.copies()) == set(OutboundEmail.objects.values_list("message_id", flat=True))


@pytest.mark.parametrize(
    ("script", "code"), [({"rcpt": "550 5.1.1 no such user"}, 550), ({"content": "554 5.6.0 no"}, 554)]
)
def test_f27_a_server_that_says_never_is_asked_once(stage, script, code):
    stage.sink.script = script
    stage.start_scheduler()
    stage.start_worker()
    for _ in range(20):
        queue()
    stage.await_settled(within=60, state="failed")
    assert set(OutboundEmail.objects.values_list("attempts", "last_code")) == {(1, code)}


def test_f28_a_connection_that_drops_after_the_content_makes_one_more_identical_copy(stage):
    stage.sink.script = {"content": DROP}
    stage.start_scheduler()
    stage.start_worker()
    for _ in range(20):
        queue()
    until(lambda: OutboundEmail.objects.filter(unknown_ends=1).count() == 20, within=60, what="each has gone out once")
    stage.sink.script = {}
    stage.await_settled(within=60)
    stage.assert_arrived(extra=20)


def test_f29_a_server_that_fails_after_its_yes_gets_no_second_copy(stage):
    stage.sink.script = {"quit": DROP, "rset": DROP}
    stage.start_scheduler()
    stage.start_worker()
    for _ in range(20):
        queue()
    stage.await_settled(within=60)
    stage.assert_arrived()


def test_f30_a_server_that_trickles_holds_no_attempt_longer_than_a_minute(stage):
    stage.sink.script = {"rcpt": Slow("250 " + "x" * 100, seconds=5)}
    stage.start_scheduler()
    stage.start_worker(MAIL_LEASE_SECONDS="120")
    email = queue()
    until(lambda: OutboundEmail.objects.get(pk=email.pk).state == "sending", within=30, what="the attempt has begun")
    until(
        lambda: OutboundEmail.objects.get(pk=email.pk).state == "deferred",
        within=70,
        what="the attempt has ended",
    )
    stage.sink.script = {}
    stage.await_settled(within=60)
    stage.assert_arrived()
