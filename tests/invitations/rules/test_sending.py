"""Which change fits which status."""

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
