"""The link on its way: whole in text and in HTML, however the message is encoded and wherever its lines end."""

from email import message_from_bytes, policy

import pytest

from invitations.actions import send
from invitations.mails.asking import queue_reminder
from partnercenter.outbox.messages import build
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories

pytestmark = pytest.mark.django_db
LONGEST_LINE = 998  # octets that a mail server has to take (RFC 5321)
BODIES = (
    "{link}",
    "x" * 70 + " {link} " + "y" * 70,
    "日本語の文" * 40 + "\n{link}\n" + "=3D " * 30,
    "Zoë " * 500 + "{link}",
)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_the_link_survives_encoding_and_wrapping(body, language, partner_membership) -> None:
    fields = {"partner": partner_membership.partner, "owner": partner_membership, "language": language, "body": body}
    asked = send(invitation=factories.InvitationFactory(**fields), by=partner_membership)
    link = factories.live_link(asked)
    queue_reminder(asked, link, kind="days_7")
    address = f"http://public.localhost:8000/i/{factories.token_of(link)}/"
    for mail in OutboundEmail.objects.filter(about_id=asked.public_id):
        content = build(mail, render(mail)).content
        assert content.isascii()
        assert max(len(line) for line in content.split(b"\r\n")) <= LONGEST_LINE
        text, html = message_from_bytes(content, policy=policy.default).iter_parts()
        assert address in text.get_content().split()
        assert html.get_content().count(f'href="{address}"') == 2  # the button, and the address below it
