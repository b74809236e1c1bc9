"""The suppression list: how an address gets on it, what is kept back, and how it gets off."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from partnercenter.audit.models import AuditEvent
from partnercenter.outbox import relay
from partnercenter.outbox.models import Suppression
from partnercenter.outbox.queue import Concerns, Recipient
from partnercenter.outbox.suppressing import NO_MAILBOX, is_suppressed, lift, suppress, suppress_refused
from tests import factories
from tests.outbox.mails import queue

pytestmark = pytest.mark.django_db
SATO = "k.sato@minato-seiki.example"


def ask(cloud="public", to=SATO):
    return queue(concerns=Concerns(cloud_code=cloud), to=Recipient(to))


def send(email):
    relay.gate.open()
    relay.send_due()
    email.refresh_from_db()
    return email.state


def listed(**more):
    facts = {"recipient_key": SATO, "cloud_code": "public", "reason": "operator", "by": None}
    return suppress(**facts | more)


def test_a_mailbox_that_is_not_there_gets_no_second_mail_of_the_same_cloud(sink):
    sink.script = {"rcpt": "550 5.1.1 no such user"}
    assert send(ask()) == "failed"
    [row] = Suppression.objects.all()
    assert (row.recipient_key, row.cloud_code, row.reason, row.until) == (SATO, "public", "no_mailbox", None)
    sink.script = {}
    email = ask(to="K.Sato@Minato-Seiki.example")
    assert send(email) == "suppressed"
    assert (email.attempts, email.last_answer, sink.received) == (0, "", [])
    assert email.delivery_state.label == "Suppressed"
    assert list(email.events.values_list("kind", flat=True)) == ["suppressed"]


def test_another_cloud_and_codes_to_sign_in_go_there_all_the_same(sink):
    listed()
    assert send(ask(cloud="china")) == "sent"
    assert send(ask(cloud="")) == "sent"


def test_a_refusal_of_the_content_or_of_a_mail_of_no_cloud_lists_nobody(sink):
    sink.script = {"content": "554 5.6.0 no"}
    assert send(ask()) == "failed"
    sink.script = {"rcpt": "550 5.1.1 no such user"}
    assert send(ask(cloud="")) == "failed"
    assert not Suppression.objects.exists()


def test_what_is_over_or_lifted_keeps_nothing_back(sink):
    listed(until=timezone.now() - timedelta(seconds=1))
    assert send(ask()) == "sent"
    lift(Suppression.objects.get(), note="The mailbox is back.", by=factories.UserFactory(operator=True))
    assert send(ask()) == "sent"
    listed()
    assert is_suppressed(SATO, cloud_code="public")


def test_other_refusals_last_thirty_days_and_the_longer_time_wins():
    email = ask()
    first = suppress_refused(email, "5.2.2 mailbox full")
    assert first.until - timezone.now() > timedelta(days=29)
    assert first.reason == "bounced"
    suppress_refused(email, "5.1.1 no such user")
    assert suppress_refused(email, "5.2.2 mailbox full").until is None
    assert Suppression.objects.count() == 1
    assert [event.action for event in AuditEvent.objects.order_by("id")] == [
        "suppression.added",
        "suppression.prolonged",
    ]


def test_an_address_is_lifted_once_and_with_a_reason():
    operator, row = factories.UserFactory(operator=True), listed()
    with pytest.raises(ValidationError, match="Say why"):
        lift(row, note=" ", by=operator)
    lift(row, note="They called.", by=operator)
    with pytest.raises(ValidationError, match="before"):
        lift(row, note="Again.", by=operator)
    with pytest.raises(DatabaseError), transaction.atomic():
        Suppression.objects.filter(pk=row.pk).update(lift_note="Nobody called.")
    assert AuditEvent.objects.get(action="suppression.lifted").actor_id == operator.public_id


@pytest.mark.parametrize(
    ("words", "expected"),
    [("5.1.1 unknown", True), ("550-5.1.1 x", True), ("5.1.10 null MX", False), ("15.1.1", False), ("", False)],
)
def test_only_the_code_itself_says_that_a_mailbox_is_not_there(words, expected):
    assert bool(NO_MAILBOX.search(words)) == expected
