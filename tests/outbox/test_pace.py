"""How often a mail that carries a link may go out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from partnercenter.outbox import pace
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
