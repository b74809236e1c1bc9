"""A real mail server between portal and mailbox: what a far server refuses comes back and is told (issue 6)."""

import sys

import pytest

from partnercenter.embedded.children import Program, start
from partnercenter.embedded.places import CHECKOUT
from partnercenter.embedded.ports import free_port
from partnercenter.outbox.models import BounceTally, OutboundEmail, Suppression
from partnercenter.outbox.queue import Concerns
from partnercenter.outbox.timeline import mail_rows
from tests.faults.postfix import IS_THERE, MISSING, Postfix
from tests.faults.stage import until
from tests.outbox.mails import queue

OWN_TABLES = pytest.mark.django_db(transaction=True, available_apps=["partnercenter.outbox"])
pytestmark = [pytest.mark.fault, pytest.mark.long, OWN_TABLES, pytest.mark.skipif(not IS_THERE, reason=MISSING)]


@pytest.fixture
def between(stage):
    """Postfix between the worker and the far server, and our door for what comes back."""
    door = free_port()
    server = Postfix("minato-seiki.example", stage.sink.port, door)
    ours = {
        "BOUNCE_ADDRESS": "bounce@portal.example",
        "BOUNCE_LMTP": f"127.0.0.1:{door}",
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
    }
    command = [sys.executable, "manage.py", "receive_bounces"]
    log = stage.folder / "bounces.log"
    stage.children.append(
        start(Program(name="bounces", command=command, log=log, environment=stage.environment(**ours), folder=CHECKOUT))
    )
    until(lambda: b"Bounces are taken" in log.read_bytes(), within=60, what="the door is open")
    server.start()
    stage.start_scheduler()
    stage.start_worker(**ours)
    yield server
    server.stop()


def row(email) -> OutboundEmail:
    return OutboundEmail.objects.get(pk=email.pk)


def test_a_refused_address_comes_back_and_the_page_says_so(stage, between):
    arrived = queue(concerns=Concerns(cloud_code="public"))
    until(lambda: stage.sink.received, within=60, what=f"a mail goes through {between.log()}")
    stage.sink.script = {"rcpt": "550 5.1.1 no such user here"}
    refused = queue(concerns=Concerns(cloud_code="public"))
    until(lambda: row(refused).state == "bounced", within=60, what=f"the bounce is back {between.log()}")
    assert row(arrived).state == "sent"
    [shown] = mail_rows([row(refused)], {refused.kind: "Invitation"})
    assert (shown.delivery.label, str(shown.history[-1].words)) == ("Bounced", "Bounced")
    assert "no such user here" in shown.history[-1].said
    assert [step.words for step in shown.history][:2] == ["Queued", "Handed over to the mail server"]
    assert Suppression.objects.get().recipient_key == refused.recipient_key
    kept_back = queue(concerns=Concerns(cloud_code="public"))
    until(lambda: row(kept_back).state == "suppressed", within=30, what="the next one is kept back")
    assert list(BounceTally.objects.values_list("verdict", "number")) == [("bounced", 1)]
