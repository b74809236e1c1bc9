"""One attempt against a real server that says yes, no, later, or nothing."""

import pytest

from partnercenter.outbox.answers import End
from partnercenter.outbox.delivery import MAILS_PER_CONNECTION, Postbox, closed
from partnercenter.outbox.messages import build
from partnercenter.outbox.renderers import render
from tests.outbox.mails import link_of, queue
from tests.outbox.sink import DROP, HANG, Slow

pytestmark = pytest.mark.django_db


@pytest.fixture
def message():
    email = queue()
    email.refresh_from_db()
    return build(email, render(email))


def nothing() -> None:
    """No mark in these tests."""


def send(message, times: int = 1):
    """The answer to the last of `times` copies over one postbox."""
    with Postbox() as postbox:
        for _ in range(times):
            answer = postbox.send(message, before_content=nothing)
    return answer


def test_a_taken_mail_is_sent(sink, message, settings):
    answer = send(message)
    assert (answer.end, answer.code, answer.words) == (End.SENT, 250, "2.0.0 kept")
    [received] = sink.received
    assert received.recipients == ["k.sato@minato-seiki.example"]
    assert received.sender == settings.MAIL_FROM
    assert ".a dot begins this line" in received.message.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("script", "end", "code"),
    [
        ({"connect": "421 4.3.2 too busy"}, End.AWAY, 421),
        ({"connect": "554 no service"}, End.AWAY, 554),
        ({"connect": DROP}, End.AWAY, None),
        ({"connect": HANG}, End.AWAY, None),
        ({"ehlo": DROP}, End.AWAY, None),
        ({"mail": "451 4.3.0 later"}, End.LATER, 451),
        ({"mail": "550 5.7.1 sender unknown"}, End.SET_UP, 550),
        ({"mail": "530 5.7.0 sign in first"}, End.SET_UP, 530),
        ({"mail": DROP}, End.AWAY, None),
        ({"rcpt": "450 4.2.1 mailbox busy"}, End.LATER, 450),
        ({"rcpt": "421 4.3.2 closing"}, End.LATER, 421),
        ({"rcpt": "550 5.1.1 no such user"}, End.REFUSED, 550),
        ({"rcpt": DROP}, End.AWAY, None),
        ({"rcpt": HANG}, End.AWAY, None),
        ({"data": "452 4.3.1 no room"}, End.LATER, 452),
        ({"data": "554 5.7.1 no"}, End.REFUSED, 554),
        ({"data": DROP}, End.AWAY, None),
        ({"content": "452 4.3.1 no room"}, End.LATER, 452),
        ({"content": "554 5.6.0 spam"}, End.REFUSED, 554),
        ({"content": DROP}, End.UNKNOWN, None),
        ({"content": HANG}, End.UNKNOWN, None),
        ({"quit": DROP}, End.SENT, 250),
        ({"quit": "500 what"}, End.SENT, 250),
    ],
)
def test_each_misbehaviour_of_a_server_has_its_end(sink, message, script, end, code):
    sink.script = script
    answer = send(message)
    assert (answer.end, answer.code) == (end, code)


def test_a_port_where_nobody_listens_is_away(sink, message):
    sink.stop()
    assert send(message).end is End.AWAY


def test_a_name_that_does_not_resolve_is_away(sink, message, settings):
    settings.EMAIL_HOST = "no-such-host.invalid"
    assert send(message).end is End.AWAY


def test_no_mail_goes_out_in_clear_when_the_server_hides_starttls(sink, message, settings):
    settings.EMAIL_USE_TLS = True
    assert send(message).end is End.SET_UP
    assert not sink.received


def test_a_wanted_sign_in_that_the_server_does_not_know_is_our_set_up(sink, message, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "words"
    assert send(message).end is End.SET_UP


def test_one_connection_carries_many_mails_and_is_changed_now_and_then(sink, message):
    send(message, times=MAILS_PER_CONNECTION)
    assert len(sink.connections) == 1
    send(message, times=MAILS_PER_CONNECTION + 1)
    assert len(sink.connections) == 3


class Once(dict):
    """A script whose entries hold for one time."""

    def get(self, step, default=None):
        return self.pop(step, default)


@pytest.mark.parametrize("farewell", [DROP, "421 4.4.2 too long idle"])
def test_a_connection_that_went_stale_between_two_mails_costs_the_second_nothing(sink, message, farewell):
    with Postbox() as postbox:
        assert postbox.send(message, before_content=nothing).end is End.SENT
        sink.script = Once(mail=farewell)
        assert postbox.send(message, before_content=nothing).end is End.SENT
    assert (len(sink.connections), len(sink.received)) == (2, 2)


def test_what_a_refused_mail_left_behind_is_forgotten_before_the_next(sink, message):
    with Postbox() as postbox:
        sink.script = Once(rcpt="550 5.1.1 no", rset=DROP)
        assert postbox.send(message, before_content=nothing).end is End.REFUSED
        assert postbox.send(message, before_content=nothing).end is End.SENT
    assert len(sink.connections) == 2


def test_a_refused_mail_does_not_spoil_the_next_on_the_same_connection(sink, message):
    with Postbox() as postbox:
        sink.script = {"rcpt": "550 5.1.1 no"}
        assert postbox.send(message, before_content=nothing).end is End.REFUSED
        sink.script = {}
        assert postbox.send(message, before_content=nothing).end is End.SENT
    assert len(sink.connections) == 1


def test_what_stops_us_before_the_content_leaves_the_server_without_it(sink, message):
    def stop() -> None:
        raise LookupError

    with Postbox() as postbox, pytest.raises(LookupError):
        postbox.send(message, before_content=stop)
    assert not sink.received


def test_a_reply_that_trickles_within_the_time_out_is_waited_for(sink, message):
    sink.script = {"content": Slow("250 ok", seconds=0.05)}
    assert send(message).end is End.SENT


def test_without_a_server_the_mail_lands_in_djangos_mailbox(message, mailoutbox):
    assert send(message).end is End.SENT
    assert [mail.to for mail in mailoutbox] == [["k.sato@minato-seiki.example"]]


@pytest.mark.parametrize(
    ("content", "wired"),
    [
        (b"a\r\n", b"a\r\n.\r\n"),
        (b"a", b"a\r\n.\r\n"),
        (b".a\r\n..b\r\n", b"..a\r\n...b\r\n.\r\n"),
        (b"a\r\n.\r\nb", b"a\r\n..\r\nb\r\n.\r\n"),
    ],
)
def test_dots_are_doubled_and_the_end_is_marked(content, wired):
    assert closed(content) == wired


def test_the_link_survives_the_way(sink):
    email = queue()
    email.refresh_from_db()
    send(build(email, render(email)))
    [received] = sink.received
    for kind in ("plain", "html"):
        assert link_of(email) in received.message.get_body((kind,)).get_content()
