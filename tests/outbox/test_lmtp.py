"""The door for bounces, spoken to as a mail server does."""

import asyncio
import smtplib
import threading

import pytest
from django.db import connections

from partnercenter.embedded.ports import free_port
from partnercenter.outbox.lmtp import serve
from partnercenter.outbox.models import BounceTally, OutboundEmail
from partnercenter.outbox.reports import LARGEST
from partnercenter.outbox.returnpath import return_path
from tests.faults.stage import until
from tests.outbox.mails import queue
from tests.outbox.reported import report

# Real commits; only the outbox's table is emptied afterwards, so that the reference data of the migrations stays.
OWN_TABLES = pytest.mark.django_db(transaction=True, available_apps=["partnercenter.outbox"])
pytestmark = [pytest.mark.race, OWN_TABLES]


@pytest.fixture
def door(settings):
    """A client of the running door."""
    settings.BOUNCE_ADDRESS = "bounce@portal.example"
    port, loop = free_port(), asyncio.new_event_loop()
    task = loop.create_task(serve("127.0.0.1", port))
    thread = threading.Thread(target=lambda: run(loop, task))
    thread.start()
    clients = []

    def connected() -> bool:
        try:
            clients.append(smtplib.LMTP("127.0.0.1", port, timeout=60))
        except OSError:
            return False
        return True

    until(connected, within=60, what="the door is open")
    yield clients[0]
    clients[0].close()
    loop.call_soon_threadsafe(task.cancel)
    thread.join(timeout=60)


def run(loop, task) -> None:
    try:
        loop.run_until_complete(task)
    except asyncio.CancelledError:
        pass
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
        connections.close_all()


def talk(client, *recipients: str, content: bytes = b"") -> list[int]:
    """The codes of each answer from RCPT on."""
    client.ehlo_or_helo_if_needed()
    client.mail("")
    codes = [client.rcpt(recipient)[0] for recipient in recipients]
    if 250 in codes:
        codes.append(client.data(content or report())[0])
    client.rset()
    return codes


def test_a_true_bounce_is_taken_a_forged_one_is_not_and_a_giant_is_cut_off(door):
    email = queue()
    OutboundEmail.objects.update(state="sent", settled_at=email.created_at)
    path = return_path(email.public_id)
    assert talk(door, "bounce+0@portal.example") == [550]
    assert talk(door, path, content=report() + b"x\r\n" * LARGEST) == [250, 552]
    email.refresh_from_db()
    assert email.state == "sent"
    assert talk(door, path, path) == [250, 452, 250]
    email.refresh_from_db()
    assert email.state == "bounced"
    assert talk(door, path) == [250, 250]
    assert dict(BounceTally.objects.values_list("verdict", "number")) == {"forged": 1, "bounced": 1, "nothing_new": 1}
    assert OutboundEmail.objects.count() == 1
