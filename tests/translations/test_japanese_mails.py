"""Every kind of mail, written in Japanese: no English sentence is left in its subject, its text or its HTML."""

import re

import pytest
from django.db.models.functions import Now

from customers.directory.mails import tell_join_answered, tell_join_asked
from customers.directory.models import JoinRequest
from customers.grants.actions import start_full_grant
from customers.relationships.actions import end_rights
from invitations.actions import cancel, send
from invitations.mails.asking import queue_reminder
from partnercenter.accounts import mailing, mails
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import Letter, render
from partnercenter.outbox.undelivered import tell_undelivered
from tests import factories
from tests.conftest import client_of
from tests.invitations.acceptance_steps import confirm_identity, open_in, press_accept
from tests.translations.latin import WORDS, english_in, stray_spaces_in, without_names

pytestmark = pytest.mark.django_db
FACTS = {"ip": "203.0.113.9", "user_agent": "ブラウザー", "timestamp": "2026-11-20T05:30:00+00:00"}


def assert_japanese(letter: Letter) -> None:
    """Subject, text and HTML hold no English sentence; nothing was left to fill in."""
    for text in (letter.subject, *letter.text.splitlines()):
        assert not WORDS.search(without_names(text)), text
        assert "%(" not in text, text
        assert "{" not in text, text
        assert not re.search(r"[\u3041-\u30ff\u3400-\u9fff][:,!?]", text), text
    assert not english_in(letter.html)
    assert not stray_spaces_in("<main" + letter.html)


@pytest.fixture
def people(partner_membership, customer_membership):
    """Both sides with Japanese names, reading Japanese."""
    partner = partner_membership.partner
    partner.legal_name, partner.address = "北風システムズ株式会社", "大阪府大阪市北区中之島0-0-0"
    partner.save()
    for user, name in ((partner_membership.user, "田中 美咲"), (customer_membership.user, "佐藤 健一")):
        user.display_name, user.locale = name, "ja"
        user.save()
    return partner_membership, customer_membership


@pytest.mark.parametrize("number", [1, 2])
def test_the_mails_of_a_request_that_waits_speak_japanese(number: int, people) -> None:
    asked = [sent_request(people) for _each in range(number)]
    for each in asked:
        queue_reminder(each, each.links.get(), kind="days_7")
    assert_japanese(rendered("invitation.reminder"))
    OutboundEmail.objects.filter(kind="invitation.reminder").update(state="bounced", settled_at=Now())
    tell_undelivered()
    assert_japanese(rendered("requests.undelivered"))


@pytest.mark.parametrize("name", [name for name in mails.NOTICES if name != "set_password"])
def test_a_mail_of_an_account_speaks_japanese(name: str) -> None:
    factories.UserFactory(email="a@people.example", display_name="佐藤 健一", locale="ja")
    code = "1234-5678" if mails.NOTICES[name].has_code else ""
    email = mailing.queue_account_mail(
        name, email="a@people.example", origin="http://localhost:8000", code=code, facts=FACTS
    )
    assert_japanese(render(email))


def rendered(kind: str) -> Letter:
    """The newest mail of a kind, which is in Japanese."""
    email = OutboundEmail.objects.filter(kind=kind).latest("pk")
    assert email.language == "ja"
    return render(email)


def sent_request(people, *traits: str):
    """A request with the portal's own Japanese letter, sent to the customer's admin."""
    asking, answering = people
    fields = dict.fromkeys(traits, True) | {"recipient_email": answering.user.email, "recipient_name": "佐藤 健一"}
    fields |= {"customer_name": "株式会社みなと精機", "language": "ja", "subject": "", "body": ""}
    asked = factories.InvitationFactory(partner=asking.partner, owner=asking, **fields)
    return send(invitation=asked, by=asking)


@pytest.mark.parametrize("traits", [(), ("no_rights",)], ids=["full", "none"])
def test_the_mails_of_a_request_speak_japanese(traits, people) -> None:
    asked = sent_request(people, *traits)
    assert_japanese(rendered("invitation.request"))
    cancel(invitation=asked, by=people[0])
    assert_japanese(rendered("invitation.cancelled"))


def test_the_mails_of_an_acceptance_speak_japanese(people) -> None:
    client = client_of(people[1])
    open_in(client, sent_request(people))
    client.post("/invitation/")
    confirm_identity(client)
    press_accept(client)
    for kind in ("invitation.accepted_customer", "invitation.accepted_partner"):
        assert_japanese(rendered(kind))


def test_the_mail_of_a_refusal_speaks_japanese(people) -> None:
    client = client_of(people[1])
    open_in(client, sent_request(people))
    client.post("/invitation/decline/", {"reason": "今回は見送ります。"})
    assert_japanese(rendered("invitation.declined_partner"))


@pytest.mark.parametrize("side", ["customer", "partner", "operator"])
def test_the_mails_about_rights_that_ended_speak_japanese(side: str, people) -> None:
    asking, answering = people
    grant = start_full_grant(partner=asking.partner, customer=answering.customer, by=answering.user)
    end_rights(grant=grant, side=side, reason="契約を見直すため", by=answering.user)
    for kind in ("rights.ended_partner", "rights.ended_customer"):
        assert_japanese(rendered(kind))


def test_the_mails_of_a_join_request_speak_japanese(people) -> None:
    person = factories.UserFactory(display_name="森 悠太", locale="ja")
    asked = JoinRequest.objects.create(customer=people[1].customer, user=person)
    tell_join_asked(asked)
    for email in OutboundEmail.objects.all():
        assert_japanese(render(email))
    for status in (JoinRequest.Status.ACCEPTED, JoinRequest.Status.DECLINED):
        JoinRequest.objects.filter(pk=asked.pk).update(status=status)
        OutboundEmail.objects.all().delete()
        tell_join_answered(asked)
        assert_japanese(render(OutboundEmail.objects.get()))
