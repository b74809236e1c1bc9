"""The request's mail as it is rendered: whose words, the fixed box, the link made again, never stored."""

import uuid

import pytest

from invitations.actions import cancel, edit_text, new_link, send
from invitations.mails.asking import queue_request_mail
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from tests import factories
from tests.invitations.asked import mails
from tests.journeys.browser import running_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(partner_membership):
    return factories.InvitationFactory(partner=partner_membership.partner, owner=partner_membership)


@pytest.fixture
def sent(asked, partner_membership):
    send(invitation=asked, by=partner_membership)
    return asked


def link_of(asked):
    return f"http://public.localhost:8000/i/{factories.token_of(factories.live_link(asked))}/"


def test_text_and_html_hold_the_link_the_words_and_the_box(sent):
    [mail] = mails(sent)
    letter = render(mail)
    for part in (letter.text, letter.html):
        assert link_of(sent) in part
        assert "In the words of Misaki Tanaka, Kitakaze Systems K.K." in part
        assert "The sender cannot change this part." in part
        assert "The Partner of Record of your subscriptions does not change." in part
    assert letter.subject == sent.subject
    assert (letter.from_name, letter.reply_to) == ("Kitakaze Systems K.K.", "m.tanaka@kitakaze.example")
    assert "{link}" not in letter.text + letter.html


def test_the_letter_fits_a_phone_however_long_its_link_is(sent):
    html = render(mails(sent)[0]).html
    with running_browser() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.set_content(html)
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_same_row_gives_the_same_letter(sent):
    [mail] = mails(sent)
    assert render(mail) == render(mail)


def test_the_mail_is_in_the_recipients_language_whatever_the_sender_reads(asked, partner_membership):
    asked.language = "ja"
    asked.save()
    send(invitation=asked, by=partner_membership)
    letter = render(mails(asked)[0])
    assert 'lang="ja"' in letter.html


def test_markup_and_template_words_of_the_partner_are_shown_literally(asked, partner_membership):
    words = "<script>alert(1)</script> {{7*7}} {% load x %} %(x)s\n{link}"
    edit_text(invitation=asked, subject="<b>{{7*7}}</b>", body=words, by=partner_membership)
    send(invitation=asked, by=partner_membership)
    letter = render(mails(asked)[0])
    assert "<script>alert(1)</script> {{7*7}} {% load x %} %(x)s" in letter.text
    assert "&lt;script&gt;" in letter.html
    assert "<script" not in letter.html
    assert letter.subject == "<b>{{7*7}}</b>"


def test_words_edited_later_do_not_change_a_mail_that_waits(sent, partner_membership):
    edit_text(invitation=sent, subject="Other", body="Other {link}", by=partner_membership)
    assert render(mails(sent)[0]).subject != "Other"


def test_a_mail_with_an_old_link_is_not_sent(sent, partner_membership):
    new_link(invitation=sent, by=partner_membership)
    with pytest.raises(NothingToSend):
        render(mails(sent)[0])


def test_a_mail_of_a_withdrawn_request_is_not_sent_but_the_withdrawal_is(sent, partner_membership):
    cancel(invitation=sent, by=partner_membership)
    request_mail, withdrawal = mails(sent)
    with pytest.raises(NothingToSend):
        render(request_mail)
    letter = render(withdrawal)
    assert letter.subject == "Kitakaze Systems K.K. has withdrawn its request"
    assert "You need not do anything" in letter.text


def test_a_mail_about_nothing_is_not_sent(sent):
    [mail] = mails(sent)
    mail.about_id = uuid.uuid4()
    with pytest.raises(NothingToSend):
        render(mail)


def test_queuing_counts_on(asked):
    link = factories.live_link(asked)
    first, second = queue_request_mail(asked, link), queue_request_mail(asked, link)
    assert first.dedupe_key != second.dedupe_key
    assert OutboundEmail.objects.count() == 2
