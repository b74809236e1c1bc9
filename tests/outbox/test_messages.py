"""What goes over the wire: headers, one recipient, seven bits."""

import re
from email import message_from_bytes, policy

import pytest

from partnercenter.embedded.kept_mail import KeptMail
from partnercenter.outbox.messages import build, one_address, sender
from partnercenter.outbox.queue import Recipient
from partnercenter.outbox.renderers import Letter, render
from tests.outbox.mails import link_of, queue

pytestmark = pytest.mark.django_db


def wire(email, letter=None):
    """The message as a reader parses it, and its bytes."""
    content = build(email, letter or render(email)).message().as_bytes()
    return message_from_bytes(content, policy=policy.default), content


@pytest.fixture
def email():
    row = queue()
    row.refresh_from_db()
    return row


def test_the_fixed_headers_come_from_the_row(email):
    message, _content = wire(email)
    assert message["Message-ID"] == email.message_id
    assert message["Date"].datetime.replace(microsecond=0) == email.created_at.replace(microsecond=0)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Feedback-ID"] == f"{email.public_id.hex}:test.letter:none:partnercenter"
    assert message["Content-Language"] == "en"


def test_two_builds_of_a_row_say_the_same(email):
    first, second = wire(email)[0], wire(email)[0]
    assert first.items()[1:] == second.items()[1:]  # the first is Content-Type with its boundary
    for one, other in zip(first.walk(), second.walk(), strict=True):
        assert one.is_multipart() or one.get_content() == other.get_content()


def test_there_is_one_recipient_and_no_copy(email):
    message, _content = wire(email)
    assert message["To"] == "k.sato@minato-seiki.example"
    assert message["Cc"] is None
    assert message["Bcc"] is None
    assert build(email, render(email)).recipients() == ["k.sato@minato-seiki.example"]


def test_the_sender_is_the_portal_in_the_partners_name(email, settings):
    message, _content = wire(email)
    assert message["From"] == f'"Kitakaze Systems K.K. via Partner Center" <{settings.MAIL_FROM}>'
    assert message["Reply-To"] == "m.tanaka@kitakaze.example"


def test_a_mail_of_the_portals_own_names_only_the_portal(settings):
    assert sender("Partner Center", language="en") == f"Partner Center <{settings.MAIL_FROM}>"


@pytest.mark.parametrize("name", ["株式会社" + "みなと" * 20, 'Smith, "Jones" & Co <x@y.example>', "Ünï\u200bcode"])
def test_any_company_name_leaves_one_sender_with_our_address(email, settings, name):
    message, content = wire(email, Letter("s", "t", "<p>h</p>", from_name=name))
    [address] = message["From"].addresses
    assert address.addr_spec == settings.MAIL_FROM
    assert KeptMail(name="0" * 20, content=content).author == (f"{name} via Partner Center", settings.MAIL_FROM)
    assert content.isascii()


def test_text_and_html_are_both_there_and_whole(email):
    message, _content = wire(email)
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert link_of(email) in text.get_content()
    assert link_of(email) in html.get_content()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_line_is_ascii_and_short(language):
    row = queue(to=Recipient("k.sato@minato-seiki.example", "佐藤", language))
    row.refresh_from_db()
    letter = Letter(
        "再販業者関係のご依頼" * 9, "本文" * 900, "<p>" + "本文" * 900 + "</p>", from_name="株式会社みなと精機" * 9
    )
    message, content = wire(row, letter)
    assert content.isascii()
    assert max(len(line) for line in content.splitlines()) <= 78
    assert max(map(len, re.findall(rb"=\?utf-8\?[^ \r\n]*", content))) <= 75  # RFC 2047
    assert re.search(rb"(?m)^Subject: =", content)
    assert re.search(rb"(?m)^From: =", content)
    assert message["Subject"] == letter.subject
    assert next(message.iter_parts()).get_content().strip() == letter.text


def test_a_domain_outside_ascii_travels_as_a_label():
    assert one_address("k.sato@みなと.example") == "k.sato@xn--q9jy77c.example".replace(
        "xn--q9jy77c", "みなと".encode("idna").decode()
    )


@pytest.mark.parametrize("several", ["a@x.example, b@y.example", "a@x.example b@y.example", "Name <a@x.example>", ""])
def test_what_is_not_exactly_one_address_is_refused(several):
    with pytest.raises(Exception, match=r".+"):
        one_address(several)


def test_a_line_break_in_a_header_is_refused(email):
    with pytest.raises(ValueError, match="newlines"):
        wire(email, Letter("One\nBcc: victim@x.example", "t", "h"))
