"""Into the outbox: with the business change or not at all, once per key, without secrets in clear."""

import re

import pytest
from django.db import IntegrityError, transaction

from partnercenter.links.crypto import open_sealed
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Recipient
from tests.outbox.mails import Subject, queue

pytestmark = pytest.mark.django_db


def test_the_row_says_to_whom_about_what_and_in_which_language():
    subject = Subject()
    email = queue(about=subject, to=Recipient("K.Sato@Minato-Seiki.example", "佐藤", "ja"), payload={"number": 7})
    email.refresh_from_db()
    assert (email.recipient, email.recipient_key) == ("K.Sato@Minato-Seiki.example", "k.sato@minato-seiki.example")
    assert (email.recipient_name, email.language) == ("佐藤", "ja")
    assert (email.about_type, email.about_id) == ("subject", subject.public_id)
    assert (email.state, email.payload, email.secret) == ("queued", {"number": 7}, None)
    assert re.fullmatch(rf"<{email.public_id}@[\w.-]+>", email.message_id)


def test_the_same_key_queues_one_mail():
    assert queue(key="invitation.request:1:1").pk == queue(key="invitation.request:1:1").pk
    assert OutboundEmail.objects.count() == 1


def test_a_change_that_is_rolled_back_takes_its_mail_with_it():
    def change() -> None:
        with transaction.atomic():
            queue()
            raise LookupError

    with pytest.raises(LookupError):
        change()
    assert not OutboundEmail.objects.exists()


def test_a_secret_is_sealed():
    email = queue("test.code", secret={"code": "493817"})
    email.refresh_from_db()
    assert b"493817" not in bytes(email.secret)
    assert open_sealed(email.secret) == {"code": "493817"}


def test_the_worker_is_woken_after_the_commit_once_per_new_mail(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        queue(key="one")
        queue(key="one")
    assert [callback.__name__ for callback in callbacks] == ["wake_worker"]


def test_the_database_refuses_a_settled_mail_with_a_secret():
    email = queue("test.code", secret={"code": "1"})
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboundEmail.objects.filter(pk=email.pk).update(state="sent")


def test_the_database_refuses_a_lease_without_an_owner():
    email = queue()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboundEmail.objects.filter(pk=email.pk).update(state="sending")
