"""What comes to the bounce address: true reports act once, everything else is counted and forgotten (D20, F32)."""

import io
import sys
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from partnercenter.outbox.bounces import MOST_DELAYS, take_bounce
from partnercenter.outbox.models import BounceTally, OutboundEmail, Suppression
from partnercenter.outbox.queue import Concerns
from partnercenter.outbox.reports import LARGEST, Unreadable, read_report
from partnercenter.outbox.returnpath import mail_of, return_path
from tests.outbox.mails import queue
from tests.outbox.reported import NO_USER, report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bounce_address(settings):
    settings.BOUNCE_ADDRESS = "bounce@portal.example"


@pytest.fixture
def sent():
    email = queue(concerns=Concerns(cloud_code="public"))
    OutboundEmail.objects.filter(pk=email.pk).update(state="sent", settled_at=timezone.now(), last_code=250)
    return email


def take(email, content: bytes = b"", to: str = "") -> str:
    verdict = take_bounce(to or return_path(email.public_id), content or report())
    email.refresh_from_db()
    return str(verdict)


def tally() -> dict[str, int]:
    return dict(BounceTally.objects.values_list("verdict", "number"))


def test_a_refused_address_comes_back_as_state_step_and_suppression(sent):
    assert take(sent) == "bounced"
    assert (sent.state, sent.last_code) == ("bounced", 550)
    assert sent.last_answer == "5.1.1 <k.sato@minato-seiki.example>: Recipient address rejected: User unknown"
    step = sent.events.last()
    assert (step.kind, step.code, step.at) == ("bounced", 550, sent.settled_at)
    assert sent.delivery_state.label == "Bounced"
    assert "does not exist" in str(sent.delivery_state.explanation)
    [row] = Suppression.objects.all()
    assert (row.recipient_key, row.until) == (sent.recipient_key, None)


def test_the_same_bounce_again_does_nothing(sent):
    take(sent)
    before = (sent.settled_at, sent.events.count())
    assert [take(sent) for _ in range(3)] == ["nothing_new"] * 3
    assert (sent.settled_at, sent.events.count()) == before
    assert tally() == {"bounced": 1, "nothing_new": 3}


def test_a_full_mailbox_is_kept_back_for_thirty_days_and_a_delay_is_a_step_only(sent):
    assert take(sent, report("delayed", "4.4.1", diagnostic="smtp; 451 4.4.1 no answer")) == "delayed"
    assert (sent.state, sent.events.last().kind, sent.events.last().words) == ("sent", "delayed", "4.4.1 no answer")
    assert not Suppression.objects.exists()
    assert take(sent, report(status="5.2.2", diagnostic="smtp; 552 5.2.2 mailbox full")) == "bounced"
    assert Suppression.objects.get().until > timezone.now()
    assert "mailbox is full" in str(sent.delivery_state.explanation)


def test_delays_fill_no_page(sent):
    for _ in range(MOST_DELAYS + 5):
        take(sent, report("delayed", "4.4.1"))
    assert sent.events.filter(kind="delayed").count() == MOST_DELAYS


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_good_news_changes_nothing(sent, action):
    assert take(sent, report(action, "2.0.0")) == "nothing_new"
    assert sent.state == "sent"


@pytest.mark.parametrize("state", ["queued", "sending", "failed", "suppressed", "moot"])
def test_a_mail_that_never_left_cannot_come_back(sent, state):
    lease = {"lease_owner": uuid.uuid4(), "lease_until": timezone.now()} if state == "sending" else {}
    OutboundEmail.objects.filter(pk=sent.pk).update(state=state, **lease)
    assert take(sent) == "nothing_new"
    assert sent.state == state


FORGERIES = [
    "bounce@portal.example",
    "bounce+@portal.example",
    "bounce+{hex}@portal.example",
    "bounce+{hex}.{zeros}@portal.example",
    "bounce+{other}.{signature}@portal.example",
    "bounce+{hex}.{signature}@elsewhere.example",
    "else+{hex}.{signature}@portal.example",
    "bounce+{hex}.{signature}x@portal.example",
    "",
    "\x00@\udcff",
]


@pytest.mark.parametrize("address", FORGERIES)
def test_an_address_that_we_did_not_sign_names_no_mail(sent, address):
    tag = return_path(sent.public_id).partition("+")[2].partition("@")[0]
    signature = tag.partition(".")[2]
    names = {"hex": sent.public_id.hex, "signature": signature, "zeros": "0" * 20, "other": uuid.uuid4().hex}
    to = address.format(**names) if "{" in address else address
    assert str(take_bounce(to, report())) == "forged"
    sent.refresh_from_db()
    assert (sent.state, Suppression.objects.exists(), tally()) == ("sent", False, {"forged": 1})


def test_a_signed_address_of_a_mail_that_is_gone_names_none(sent):
    assert take(sent, to=return_path(uuid.uuid4())) == "nothing_new"


def test_an_older_key_still_signs_for_what_it_signed_and_case_does_not_matter(sent, settings):
    path = return_path(sent.public_id)
    settings.OUTBOX_KEYS = ["n" * 40, *settings.OUTBOX_KEYS]
    assert mail_of(path.upper()) == sent.public_id
    assert return_path(sent.public_id) != path
    settings.OUTBOX_KEYS = ["n" * 40]
    assert mail_of(path) is None


def test_a_return_path_fits_every_server_and_there_is_none_without_a_bounce_address(sent, settings):
    assert len(return_path(sent.public_id).partition("@")[0]) <= 64
    settings.BOUNCE_ADDRESS = ""
    assert return_path(sent.public_id) == settings.MAIL_FROM
    assert mail_of("+" + "0" * 32 + "." + "0" * 20 + "@") is None


NONSENSE = [
    b"",
    b"\x00\xff" * 500,
    b"Subject: I am on holiday\r\n\r\nBack on Monday.",
    report(status="nine"),
    report(action="exploded"),
    report().replace(b"message/delivery-status", b"text/plain"),
    report().replace(b"Action: failed", b"Action: =?utf-8?q?fai?="),
    b"Content-Type: multipart/report; boundary=B\r\n\r\n" + b"--B\r\n\r\n" * 200 + report(),
    b"Content-Type: message/delivery-status\r\n\r\n",
    b"Content-Type: message/rfc822\r\n\r\n" * 3000,
]


@pytest.mark.parametrize("content", NONSENSE, ids=range(len(NONSENSE)))
def test_what_is_no_report_is_counted_and_forgotten(sent, content):
    assert take(sent, content or b"\r\n") == "unreadable"
    assert sent.state == "sent"


def test_a_message_that_is_too_large_or_goes_in_circles_is_not_read(sent):
    assert take(sent, report() + b"x" * LARGEST) == "too_large"
    hop = b"Received: from a by b; Sat, 21 Nov 2026 00:00:00 +0000\r\n"
    assert take(sent, hop * 60 + report()) == "looping"
    assert (sent.state, tally()) == ("sent", {"too_large": 1, "looping": 1})


def test_a_storm_of_bounces_sends_nothing_and_queues_nothing(sent, mailoutbox):
    for number in range(50):
        take_bounce(f"bounce+{number:032x}.{'0' * 20}@portal.example", report())
        take(sent)
    assert tally() == {"forged": 50, "bounced": 1, "nothing_new": 49}
    assert (mailoutbox, OutboundEmail.objects.count(), Suppression.objects.count()) == ([], 1, 1)


@pytest.mark.parametrize(
    ("diagnostic", "code", "words"),
    [
        (NO_USER, 550, "5.1.1 <k.sato@minato-seiki.example>: Recipient address rejected: User unknown"),
        ("smtp; 550 no such user", 550, "5.1.1 no such user"),
        ("x-unix; no such user", None, "5.1.1 x-unix; no such user"),
        ("", None, "5.1.1"),
        ("smtp; 550-5.1.1 two\n  lines\x07", 550, "5.1.1 two lines"),
    ],
)
def test_a_diagnostic_becomes_one_line_with_its_code_apart(diagnostic, code, words):
    read = read_report(report(diagnostic=diagnostic))
    assert (read.code, read.words) == (code, words)
    assert read.is_about_address


def test_a_mail_given_up_after_days_bounces_and_blames_no_address(sent):
    assert take(sent, report("failed", "4.4.7", diagnostic="smtp; 451 4.4.1 no answer")) == "bounced"
    assert (sent.state, Suppression.objects.exists()) == ("bounced", False)


def test_a_delay_gives_no_mail_up_whatever_its_code(sent):
    assert take(sent, report("delayed", "5.1.1")) == "delayed"
    with pytest.raises(Unreadable):
        read_report(b"x" * 100)


def test_a_mail_servers_pipe_hands_one_bounce_over(sent, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report())))
    call_command("receive_bounce", return_path(sent.public_id))
    sent.refresh_from_db()
    assert (sent.state, capsys.readouterr().out.strip()) == ("bounced", "bounced")


@pytest.mark.parametrize(("address", "door"), [("", "127.0.0.1:1"), ("b@x.example", ""), ("b@x.example", "host")])
def test_the_door_does_not_open_without_its_settings(settings, address, door):
    settings.BOUNCE_ADDRESS, settings.BOUNCE_LMTP = address, door
    with pytest.raises(CommandError, match="BOUNCE_ADDRESS"):
        call_command("receive_bounces")


def test_the_envelope_carries_the_return_path_and_the_headers_do_not(sink, settings):
    from partnercenter.outbox import relay

    email = queue()
    relay.send_due()
    [received] = sink.received
    assert received.sender == return_path(email.public_id)
    assert mail_of(received.sender) == email.public_id
    assert settings.MAIL_FROM in received.message["From"]
    assert "bounce+" not in received.content.decode()
