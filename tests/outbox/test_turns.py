"""The one rule for a mail that did not arrive: when it is the sender's turn, and what is said."""

from datetime import UTC, datetime, timedelta

import pytest

from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.turns import is_for_address, lost_mail, lost_turn

MADE = datetime(2026, 11, 2, 9, tzinfo=UTC)
LINK, OTHER = "invitation.request", "invitation.cancelled"


def mail(state: str, kind: str = LINK, answer: str = "") -> OutboundEmail:
    return OutboundEmail(kind=kind, state=state, recipient="k@x.example", last_answer=answer, created_at=MADE)


@pytest.mark.parametrize(
    ("newest_first", "is_lost"),
    [
        ([], False),
        (["queued"], False),
        (["sent", "bounced"], False),
        (["deferred"], False),
        (["unknown"], False),
        (["bounced"], True),
        (["failed", "sent"], True),
        (["suppressed"], True),
        (["dead"], True),
        (["moot", "bounced"], True),
        (["moot", "sent"], False),
    ],
)
def test_it_is_the_senders_turn_once_the_newest_mail_with_the_link_did_not_arrive(newest_first, is_lost):
    mails = [mail("bounced", OTHER), *map(mail, newest_first)]
    assert (lost_mail(mails, {LINK}) is not None) is is_lost


@pytest.mark.parametrize(("hours", "is_lost"), [(-1, True), (1, False)])
def test_who_read_the_request_after_the_mail_was_made_has_it(hours, is_lost):
    found = lost_mail([mail("bounced")], {LINK}, read_at=MADE + timedelta(hours=hours))
    assert (found is not None) is is_lost


@pytest.mark.parametrize(
    ("state", "answer", "says"),
    [
        ("bounced", "550 5.1.1 no such user", "The mailbox does not exist. Correct the address"),
        ("bounced", "552 5.2.2 full", "The recipient’s mailbox is full."),
        ("bounced", "550 5.7.1 192.5.7.1 is on a list", "The recipient’s mail server does not let this e-mail in"),
        ("failed", "550 5.1.2 no such host", "No server takes e-mails for this domain."),
        ("failed", "550 refused by 10.5.1.1", "Check the address."),
        ("suppressed", "", "Check the address."),
        ("dead", "", "The portal could not write it"),
    ],
)
def test_the_turn_says_why_and_what_to_do(state, answer, says):
    lost = mail(state, answer=answer)
    turn = lost_turn(lost, 5)
    assert turn.title == "The e-mail to k@x.example did not arrive. It is your turn."
    assert turn.text.startswith(says)
    assert ("address" in turn.text, turn.days_left) == (is_for_address(lost), 5)
