"""What a page shows of a mail."""

import pytest

from partnercenter.outbox.models import OutboundEmail


@pytest.mark.parametrize(
    ("state", "answer", "tone", "label"),
    [
        ("queued", "", "plain", "Queued"),
        ("sending", "", "plain", "Queued"),
        ("sent", "2.0.0 ok", "ok", "Sent"),
        ("deferred", "4.2.1 busy", "wait", "Deferred"),
        ("failed", "5.7.1 no", "bad", "Failed"),
        ("bounced", "5.2.2 mailbox full", "bad", "Bounced"),
        ("failed", "5.1.1 no such user", "bad", "Bounced"),
        ("unknown", "", "wait", "Unknown"),
        ("dead", "", "bad", "Failed"),
        ("suppressed", "", "bad", "Suppressed"),
        ("moot", "withdrawn", "quiet", "Not sent"),
    ],
)
def test_each_state_has_a_tone_a_word_and_a_sentence(state, answer, tone, label):
    shown = OutboundEmail(state=state, last_answer=answer).delivery_state
    assert (shown.tone, shown.label) == (tone, label)
    assert str(shown.explanation).endswith(".")


def test_every_state_is_covered():
    for state in OutboundEmail.State.values:
        assert OutboundEmail(state=state).delivery_state.label


@pytest.mark.parametrize(
    ("code", "answer", "says"),
    [
        (552, "", "mailbox is full"),
        (550, "5.2.2 over quota", "mailbox is full"),
        (554, "5.7.26 unauthenticated", "the address may be right"),
        (550, "5.4.4 host not found", "Check the part after the @"),
        (554, "no", "Check the address and send it again"),
    ],
)
def test_a_mail_that_is_given_back_says_the_cure_for_its_reason(code, answer, says):
    shown = OutboundEmail(state="failed", last_code=code, last_answer=answer).delivery_state
    assert says in str(shown.explanation)
