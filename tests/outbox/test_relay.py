"""From the row to the mailbox and back into the row."""

import time
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from partnercenter.outbox import relay
from partnercenter.outbox.batches import Batch
from partnercenter.outbox.claims import claim
from partnercenter.outbox.delivery import Postbox
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Recipient
from partnercenter.outbox.settling import OVERDUE, give_up_overdue
from partnercenter.outbox.tasks import sweep, tidy_up
from tests.outbox.mails import link_of, queue
from tests.outbox.sink import DROP

pytestmark = pytest.mark.django_db


def again(email):
    """The row as it is, after its next attempt has come due."""
    OutboundEmail.objects.filter(pk=email.pk, state="deferred").update(next_at=Now())
    relay.gate.open()
    relay.send_due()
    email.refresh_from_db()
    return email


def send_now(email):
    relay.send_due()
    email.refresh_from_db()
    return email


def lose_lease(email, *, handed=False):
    """As if the worker had died with the mail in hand."""
    OutboundEmail.objects.filter(pk=email.pk).update(
        state="sending",
        lease_owner=email.public_id,
        lease_until=Now() - timedelta(seconds=1),
        handed_at=Now() if handed else None,
    )
    tidy_up()
    email.refresh_from_db()
    return email


def test_a_queued_mail_is_sent_and_its_row_says_so(sink):
    email = send_now(queue())
    assert (email.state, email.attempts, email.last_code) == ("sent", 1, 250)
    assert email.settled_at is not None
    assert email.lease_owner is None
    [received] = sink.received
    assert received.message["Message-ID"] == email.message_id


def test_a_queued_mail_shows_up_in_djangos_mailbox_without_a_server(mailoutbox):
    send_now(queue())
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("script", "state", "attempts", "code"),
    [
        ({"rcpt": "550 5.1.1 no such user"}, "failed", 1, 550),
        ({"content": "554 5.6.0 no"}, "failed", 1, 554),
        ({"rcpt": "450 4.2.1 busy"}, "deferred", 1, 450),
        ({"content": "452 4.3.1 no room"}, "deferred", 1, 452),
        ({"connect": "421 4.3.2 busy"}, "deferred", 1, 421),
        ({"connect": DROP}, "deferred", 1, None),
        ({"rcpt": DROP}, "deferred", 1, None),
        ({"content": DROP}, "deferred", 1, None),
        ({"mail": "550 5.7.1 sender unknown"}, "deferred", 0, 550),
        ({"mail": "530 5.7.0 sign in"}, "deferred", 0, 530),
    ],
)
def test_each_answer_leads_to_its_state(sink, script, state, attempts, code):
    sink.script = script
    email = send_now(queue())
    assert (email.state, email.attempts, email.last_code) == (state, attempts, code)
    assert (email.settled_at is not None) == (state == "failed")


def test_a_deferred_mail_arrives_when_the_server_is_back(sink):
    sink.script = {"rcpt": "450 4.2.1 busy"}
    email = send_now(queue())
    assert email.next_at <= timezone.now() + timedelta(minutes=1)
    sink.script = {}
    assert again(email).state == "sent"
    assert len(sink.received) == 1


def test_a_mail_without_an_answer_goes_out_once_more_identical_and_is_then_left(sink):
    sink.script = {"content": DROP}
    email = send_now(queue())
    assert (email.state, email.unknown_ends) == ("deferred", 1)
    again(email)
    assert (email.state, email.unknown_ends) == ("unknown", 2)
    again(email)
    first, second = sink.received
    assert first.message["Message-ID"] == second.message["Message-ID"] == email.message_id
    assert first.message["Date"] == second.message["Date"]
    assert link_of(email) in first.content.decode().replace("=\r\n", "")
    assert link_of(email) in second.content.decode().replace("=\r\n", "")


def test_an_unknown_end_that_is_answered_the_second_time_is_sent(sink):
    sink.script = {"content": DROP}
    email = send_now(queue())
    sink.script = {}
    assert again(email).state == "sent"
    assert len(sink.received) == 2


def test_a_code_lives_in_the_row_only_until_the_mail_is_settled(sink):
    sink.script = {"rcpt": "450 later"}
    email = send_now(queue("test.code", secret={"code": "493817"}))
    assert b"493817" not in bytes(email.secret)
    sink.script = {}
    again(email)
    assert (email.state, email.secret) == ("sent", None)
    assert "493817" in sink.received[0].message.get_body(("plain",)).get_content()


@pytest.mark.parametrize("script", [{"rcpt": "550 5.1.1 no"}, {"content": DROP}])
def test_a_mail_that_does_not_arrive_loses_its_code_too(sink, script):
    sink.script = script
    email = again(send_now(queue("test.code", secret={"code": "493817"})))
    assert email.state in ("failed", "unknown")
    assert email.secret is None


def test_what_needs_no_mail_any_more_is_settled_unsent_with_the_reason(sink):
    email = send_now(queue("test.moot"))
    assert (email.state, email.last_answer) == ("moot", "The request was withdrawn.")
    assert email.attempts == 0
    assert not sink.received


@pytest.mark.parametrize("kind", ["test.raising", "test.nobody_renders_this", "test.split_header"])
def test_a_mail_that_cannot_be_written_is_set_aside_and_the_others_flow(sink, kind):
    broken, whole = queue(kind), queue()
    send_now(whole)
    assert whole.state == "sent"
    for _ in range(4):
        again(broken)
    assert (broken.state, broken.attempts) == ("dead", 5)
    assert "could not be written" in broken.last_answer
    assert "/i/" not in broken.last_answer


def test_a_mail_is_written_in_its_recipients_language(sink):
    send_now(queue("test.spoken", to=Recipient("a@x.example", "", "ja")))
    assert sink.received[0].message["Subject"] == "ja"


def test_no_further_attempt_is_planned_beyond_the_mails_deadline(sink):
    sink.script = {"rcpt": "450 later"}
    email = queue(give_up_at=timezone.now() + timedelta(minutes=5))
    OutboundEmail.objects.filter(pk=email.pk).update(attempts=200)
    send_now(email)  # the wait is up to four hours
    assert email.state == "failed" or email.next_at < email.give_up_at


def test_a_mail_that_waited_beyond_its_deadline_is_given_up():
    email = queue("test.code", secret={"code": "1"}, give_up_at=timezone.now() - timedelta(seconds=1))
    assert give_up_overdue() == 1
    email.refresh_from_db()
    assert (email.state, email.last_answer, email.secret) == ("failed", OVERDUE, None)


def test_a_server_that_is_away_is_knocked_at_once_and_not_for_each_mail(sink):
    sink.stop()
    for _ in range(20):
        queue()
    for _ in range(5):
        relay.send_due()
    assert OutboundEmail.objects.filter(state="deferred").count() == 1
    assert OutboundEmail.objects.filter(state="queued").count() == 19


def test_a_wrong_password_costs_no_mail_an_attempt_and_is_told(sink, settings, caplog):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "words"
    email = send_now(queue())
    assert (email.state, email.attempts) == ("deferred", 0)
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]


def test_a_lost_lease_is_taken_over_at_once(sink):
    email = lose_lease(queue())
    assert (email.state, email.lost_leases, email.lease_owner) == ("queued", 1, None)
    assert send_now(email).state == "sent"


def test_a_mail_over_which_five_workers_died_is_set_aside():
    email = queue("test.code", secret={"code": "1"})
    states = [lose_lease(email).state for _ in range(5)]
    assert states == ["queued", "queued", "queued", "queued", "dead"]
    assert email.secret is None


def test_a_lease_lost_while_the_content_went_out_counts_as_a_copy():
    email = queue()
    assert lose_lease(email, handed=True).state == "deferred"
    assert lose_lease(email, handed=True).state == "unknown"


def test_a_living_lease_is_left_alone():
    email = queue()
    OutboundEmail.objects.filter(pk=email.pk).update(
        state="sending", lease_owner=email.public_id, lease_until=Now() + timedelta(seconds=30)
    )
    tidy_up()
    email.refresh_from_db()
    assert email.state == "sending"


def test_who_lost_the_lease_sends_nothing_and_writes_nothing(sink):
    email = queue()
    mine = claim()
    OutboundEmail.objects.filter(pk=email.pk).update(lease_owner=email.public_id)
    with Postbox() as postbox:
        Batch(mine, postbox, until=time.monotonic() + 9).send()
    email.refresh_from_db()
    assert (email.state, email.lease_owner) == ("sending", email.public_id)
    assert not sink.received


def test_the_budget_ends_the_work_with_more_to_do(sink):
    queue()
    assert relay.send_due(budget=0) is True
    assert relay.send_due() is False


def test_the_sweep_does_all_of_it(sink):
    stranded, overdue = queue(), queue(give_up_at=timezone.now() - timedelta(seconds=1))
    sweep()
    stranded.refresh_from_db()
    overdue.refresh_from_db()
    assert (stranded.state, overdue.state) == ("sent", "failed")
