"""The table of D15: what a server says, at which step, and what we make of it."""

import smtplib
import socket
import ssl

import pytest

from partnercenter.outbox.answers import End, Refusal, Step, clean_words, name_of, of_error, of_refusal


@pytest.mark.parametrize(
    ("step", "code", "end"),
    [
        (Step.SENDER, 421, End.LATER),
        (Step.SENDER, 451, End.LATER),
        (Step.SENDER, 530, End.SET_UP),
        (Step.SENDER, 550, End.SET_UP),
        (Step.RECIPIENT, 421, End.LATER),
        (Step.RECIPIENT, 450, End.LATER),
        (Step.RECIPIENT, 452, End.LATER),
        (Step.RECIPIENT, 530, End.SET_UP),
        (Step.RECIPIENT, 535, End.SET_UP),
        (Step.RECIPIENT, 550, End.REFUSED),
        (Step.RECIPIENT, 553, End.REFUSED),
        (Step.RECIPIENT, 554, End.REFUSED),
        (Step.RECIPIENT, 354, End.LATER),
        (Step.RECIPIENT, -1, End.LATER),
        (Step.CONTENT, 451, End.LATER),
        (Step.CONTENT, 554, End.REFUSED),
        (Step.WAITING, 451, End.LATER),
        (Step.WAITING, 452, End.LATER),
        (Step.WAITING, 552, End.REFUSED),
        (Step.WAITING, 554, End.REFUSED),
        (Step.WAITING, -1, End.UNKNOWN),
        (Step.WAITING, 354, End.UNKNOWN),
    ],
)
def test_each_reply_has_one_meaning_at_its_step(step, code, end):
    assert of_refusal(Refusal(step, code, b"words")).end is end


@pytest.mark.parametrize(
    ("error", "end"),
    [
        (ConnectionRefusedError(111, "refused"), End.AWAY),
        (socket.gaierror(-2, "no such host"), End.AWAY),
        (TimeoutError("timed out"), End.AWAY),
        (smtplib.SMTPConnectError(421, b"too busy"), End.AWAY),
        (smtplib.SMTPConnectError(554, b"no service"), End.AWAY),
        (smtplib.SMTPHeloError(501, b"who"), End.AWAY),
        (smtplib.SMTPServerDisconnected("closed"), End.AWAY),
        (smtplib.SMTPAuthenticationError(454, b"later"), End.AWAY),
        (ssl.SSLEOFError(8, "eof"), End.AWAY),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), End.SET_UP),
        (smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server."), End.SET_UP),
        (smtplib.SMTPException("No suitable authentication method found."), End.SET_UP),
        (ssl.SSLCertVerificationError(1, "self-signed"), End.SET_UP),
    ],
)
def test_a_connection_that_cannot_be_had_is_away_or_our_set_up(error, end):
    assert of_error(error, Step.CONNECTING).end is end


@pytest.mark.parametrize("step", [Step.SENDER, Step.RECIPIENT, Step.CONTENT])
@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("x"), TimeoutError(), BrokenPipeError(32, "x")])
def test_a_break_before_the_content_was_through_is_tried_again(error, step):
    assert of_error(error, step).end is End.AWAY


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("x"), TimeoutError(), ConnectionResetError(104, "x")])
def test_a_break_after_the_content_leaves_the_end_unknown(error):
    assert of_error(error, Step.WAITING).end is End.UNKNOWN


def test_the_servers_words_become_one_printable_line_that_fits_its_column():
    assert clean_words(b"5.1.1 no\r\n such\x00 user \xff") == "5.1.1 no such user \ufffd"
    assert len(clean_words("x" * 2000)) == 500


def test_code_and_words_of_a_refused_connection_are_kept():
    answer = of_error(smtplib.SMTPAuthenticationError(535, b"5.7.8 wrong"), Step.CONNECTING)
    assert (answer.code, answer.words) == (535, "5.7.8 wrong")


def test_a_code_outside_of_smtp_is_not_kept():
    assert of_refusal(Refusal(Step.RECIPIENT, -1, b"garbage")).code is None


def test_an_error_is_named_without_its_text():
    assert name_of(ValueError("/i/secret")) == "ValueError"
    assert name_of(ConnectionRefusedError(111, "x")) == "ConnectionRefusedError 111"
