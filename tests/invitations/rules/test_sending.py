"""Which change fits which status, and how often a mail may go out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from invitations.models import Invitation
from invitations.rules import sending

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def code_of(check, *args, **kwargs):
    try:
        check(*args, **kwargs)
    except ValidationError as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(
    ("status", "is_open", "is_draft", "can_end"),
    [
        ("draft", "not_ready", None, None),
        ("ready", None, "not_draft", None),
        ("sent", None, "not_draft", None),
        *[(status, "ended", "not_draft", "ended") for status in Invitation.TERMINAL],
    ],
)
def test_what_fits_a_status(status, is_open, is_draft, can_end):
    asked = Invitation(status=status, expires_at=NOW + timedelta(days=1))
    assert code_of(sending.check_open, asked, NOW) == is_open
    assert code_of(sending.check_draft, asked) == is_draft
    assert code_of(sending.check_not_ended, asked) == can_end


@pytest.mark.parametrize(("left", "code"), [(1, None), (0, "expired"), (-1, "expired")])
def test_the_end_is_exclusive(left, code):
    asked = Invitation(status="sent", expires_at=NOW + timedelta(seconds=left))
    assert code_of(sending.check_open, asked, NOW) == code


@pytest.mark.parametrize(
    ("minutes_ago", "with_pause", "code"),
    [
        ([], True, None),
        ([9], True, "too_soon"),
        ([9], False, None),
        ([10], True, None),
        ([600, 9], True, "too_soon"),
        ([60, 50, 40, 30], True, None),
        ([60, 50, 40, 30, 20], True, "too_many"),
        ([60, 50, 40, 30, 20], False, "too_many"),
        ([60, 50, 40, 30, 5], True, "too_soon"),
    ],
)
def test_one_mail_in_ten_minutes_and_five_in_a_day(minutes_ago, with_pause, code):
    sent = [NOW - timedelta(minutes=minutes) for minutes in minutes_ago]
    assert code_of(sending.check_pace, sent, NOW, with_pause=with_pause) == code


@pytest.mark.parametrize(("seconds", "words"), [(1, "Wait 10 minutes"), (541, "Wait 1 minute before"), (300, "Wait 5")])
def test_the_pause_is_said_in_whole_minutes(seconds, words):
    with pytest.raises(ValidationError) as refused:
        sending.check_pace([NOW - timedelta(seconds=seconds)], NOW)
    assert words in refused.value.messages[0]


@pytest.mark.parametrize(("mails", "code"), [(0, None), (9, None), (10, "address_busy")])
def test_ten_mails_a_day_to_one_address(mails, code):
    assert code_of(sending.check_address_pace, mails) == code
