"""How often a mail that carries a link may go out."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models.functions import Now

from partnercenter.outbox import pace
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient
from tests.outbox.mails import queue
from tests.refusals import code_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes_ago", "with_pause", "code"),
    [
        ([], True, ""),
        ([9], True, "too_soon"),
        ([9], False, ""),
        ([10], True, ""),
        ([600, 9], True, "too_soon"),
        ([60, 50, 40, 30], True, ""),
        ([60, 50, 40, 30, 20], True, "too_many"),
        ([60, 50, 40, 30, 20], False, "too_many"),
        ([60, 50, 40, 30, 5], True, "too_soon"),
    ],
)
def test_one_mail_in_ten_minutes_and_five_in_a_day(minutes_ago, with_pause, code):
    sent = [NOW - timedelta(minutes=minutes) for minutes in minutes_ago]
    assert code_of(pace.check_pace, sent, NOW, with_pause=with_pause) == code


@pytest.mark.parametrize(("seconds", "words"), [(1, "Wait 10 minutes"), (541, "Wait 1 minute before"), (300, "Wait 5")])
def test_the_pause_is_said_in_whole_minutes(seconds, words):
    with pytest.raises(ValidationError) as refused:
        pace.check_pace([NOW - timedelta(seconds=seconds)], NOW)
    assert words in refused.value.messages[0]


@pytest.mark.parametrize(("mails", "code"), [(0, ""), (9, ""), (10, "address_busy")])
def test_ten_mails_a_day_to_one_address(mails, code):
    assert code_of(pace.check_address_pace, mails) == code


def mail_of(partner, address, *, hours_ago=0, kind="test.letter"):
    email = queue(kind, concerns=Concerns(partner_id=partner), to=Recipient(address))
    OutboundEmail.objects.filter(pk=email.pk).update(created_at=Now() - timedelta(hours=hours_ago))


@pytest.mark.django_db
def test_the_days_mails_are_counted_by_address_and_by_partner():
    ours, others = uuid.uuid4(), uuid.uuid4()
    mail_of(ours, "a@x.example")
    mail_of(ours, "a@x.example", hours_ago=25)
    mail_of(ours, "a@x.example", kind="test.code")
    mail_of(ours, "b@x.example")
    mail_of(others, "A@X.example")
    mail_of(others, "b@x.example")
    today = pace.count_today("test.letter", recipient_key="a@x.example", partner_id=ours)
    assert today == pace.Today(of_partner_to_address=1, to_address=2, of_partner=2)


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (pace.Today(9, 19, 99), ""),
        (pace.Today(10, 10, 10), "address_busy"),
        (pace.Today(0, 20, 0), "address_busy"),
        (pace.Today(0, 0, 100), "partner_busy"),
    ],
)
def test_the_days_limits_are_settings(settings, today, code):
    settings.MAILS_TO_ADDRESS_A_DAY, settings.MAILS_OF_PARTNER_A_DAY = 20, 100
    assert code_of(pace.check_day, today) == code


def test_the_refusal_does_not_tell_that_others_wrote_to_the_address(settings):
    settings.MAILS_TO_ADDRESS_A_DAY = 20
    with pytest.raises(ValidationError) as refused:
        pace.check_day(pace.Today(0, 20, 0))
    assert refused.value.messages == [
        "The portal sends no more e-mails to this address today. Send it tomorrow, or hand the text over yourself."
    ]
