"""The way of a mail: the database notes every step, and nobody changes one afterwards."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models.functions import Now

from partnercenter.outbox import relay
from partnercenter.outbox.claims import claim, give_back
from partnercenter.outbox.models import MailEvent, OutboundEmail
from partnercenter.outbox.resending import retry
from partnercenter.outbox.tasks import tidy_up
from partnercenter.outbox.timeline import mail_rows
from tests import factories
from tests.outbox.mails import queue
from tests.outbox.sink import DROP

pytestmark = pytest.mark.django_db


def steps(email) -> list[tuple[str, int | None]]:
    return list(email.events.values_list("kind", "code"))


def attempt(email) -> None:
    OutboundEmail.objects.filter(pk=email.pk, state="deferred").update(next_at=Now())
    relay.gate.open()
    relay.send_due()
    email.refresh_from_db()


def history(email) -> list:
    return list(mail_rows([email], {email.kind: "Invitation"})[0].history)


def test_each_attempt_leaves_a_step_with_the_servers_answer(sink):
    email = queue()
    sink.script = {"rcpt": "450 4.2.1 busy"}
    attempt(email)
    [event] = email.events.all()
    assert (event.kind, event.code, event.words) == ("deferred", 450, "4.2.1 busy")
    assert event.until == email.next_at
    sink.script = {}
    attempt(email)
    assert steps(email) == [("deferred", 450), ("sent", 250)]
    assert email.events.last().at == email.settled_at


def test_a_refusal_is_told_with_its_reason_and_an_operators_retry_is_a_step_too(sink):
    email = queue()
    sink.script = {"rcpt": "550 5.7.1 not here"}
    attempt(email)
    retry(email, by=factories.UserFactory(operator=True))
    sink.script = {}
    attempt(email)
    assert steps(email) == [("failed", 550), ("retried", None), ("sent", 250)]


def test_two_ends_without_an_answer_are_two_steps(sink):
    email = queue()
    sink.script = {"content": DROP}
    attempt(email)
    attempt(email)
    assert steps(email) == [("deferred", None), ("unknown", None)]


def test_a_lost_worker_is_a_step_and_a_mail_given_back_untouched_is_none(sink):
    lost, untouched = queue(), queue()
    OutboundEmail.objects.filter(pk=untouched.pk).update(next_at=Now() + timedelta(hours=1))
    claim()
    OutboundEmail.objects.filter(pk=lost.pk).update(lease_until=Now() - timedelta(seconds=1))
    tidy_up()
    assert steps(lost) == [("lost", None)]
    OutboundEmail.objects.filter(pk=lost.pk).update(next_at=Now() + timedelta(hours=1))
    OutboundEmail.objects.filter(pk=untouched.pk).update(next_at=Now())
    give_back(claim())
    untouched.refresh_from_db()
    assert (untouched.state, steps(untouched)) == ("queued", [])


def test_no_step_is_ever_changed_or_deleted(sink):
    attempt(queue())
    event = MailEvent.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        MailEvent.objects.update(words="arrived")
    with pytest.raises(DatabaseError), transaction.atomic():
        MailEvent.objects.all().delete()
    assert MailEvent.objects.get().words == event.words


def test_a_page_tells_the_way_in_words_with_deferrals_in_a_row_as_one(sink):
    email = queue()
    sink.script = {"rcpt": "450 4.2.1 busy"}
    for _ in range(3):
        attempt(email)
    sink.script = {}
    attempt(email)
    assert [(str(step.words), step.times, step.said) for step in history(email)] == [
        ("Queued", 1, ""),
        ("Deferred", 3, "450 4.2.1 busy"),
        ("Handed over to the mail server", 1, "250 2.0.0 kept"),
    ]


def test_our_own_notes_are_not_for_the_page(sink):
    email = queue("test.raising")
    for _ in range(5):
        attempt(email)
    assert email.events.last().words
    assert {step.said for step in history(email)} == {""}


def test_every_kind_of_step_has_words():
    from partnercenter.outbox.timeline import EVENT_WORDS

    assert set(EVENT_WORDS) == set(MailEvent.Kind.values)
