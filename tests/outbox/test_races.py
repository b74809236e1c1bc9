"""Many workers at once, on real transactions."""

import threading

import pytest
from django.db import connection, connections, transaction

from partnercenter.outbox import relay
from partnercenter.outbox.claims import claim
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.tasks import send, tidy_up
from tests.outbox.mails import queue
from tests.outbox.sink import Slow

# Real commits; only the outbox's table is emptied afterwards, so that the reference data of the migrations stays.
OWN_TABLES = pytest.mark.django_db(transaction=True, available_apps=["partnercenter.outbox"])
pytestmark = [pytest.mark.race, OWN_TABLES]


def test_workers_that_claim_at_once_share_no_mail():
    for _ in range(60):
        queue()
    claimed, barrier = [], threading.Barrier(8)

    def work() -> None:
        barrier.wait()
        while batch := claim(3):
            claimed.extend(email.pk for email in batch)
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert sorted(claimed) == sorted(OutboundEmail.objects.values_list("pk", flat=True))


def test_fifty_wake_ups_on_eight_threads_make_one_copy(sink):
    email = queue()
    barrier = threading.Barrier(8)

    def work() -> None:
        barrier.wait()
        for _ in range(7):
            send()
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    email.refresh_from_db()
    assert (email.state, len(sink.received)) == ("sent", 1)


def test_many_mails_on_many_threads_arrive_once_each(sink):
    emails = [queue() for _ in range(40)]
    workers = [threading.Thread(target=lambda: (relay.send_due(), connections.close_all())) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert {key: len(copies) for key, copies in sink.copies().items()} == {email.message_id: 1 for email in emails}


def test_of_two_sweeps_at_once_one_stands_back():
    outcomes = []

    def other() -> None:
        outcomes.append(tidy_up())
        connections.close_all()

    with transaction.atomic():
        assert tidy_up() is True
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(timeout=30)
    assert outcomes == [False]


def test_a_database_connection_cut_while_the_server_answers_costs_no_second_copy(sink):
    email = queue()
    sink.script = {"content": Slow("250 kept", seconds=0.1)}
    worker = threading.Thread(target=lambda: (relay.send_due(), connections.close_all()))
    worker.start()
    assert sink.at_content.wait(30)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
    worker.join(timeout=30)
    email.refresh_from_db()
    assert (email.state, len(sink.received)) == ("sent", 1)
