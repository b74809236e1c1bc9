"""Page 2: words are stored by every button, the link is shown to who may see it, and each way hands both over."""

import email
from email.policy import default

import pytest

from invitations.models import Invitation
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.suppressing import suppress
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.invitations.asked import events, mails

pytestmark = pytest.mark.django_db
WORDS = {"subject": "Our talk", "body": "Dear Mr Sato,\n{link}"}


@pytest.fixture
def asked(partner_membership):
    return factories.InvitationFactory(partner=partner_membership.partner, owner=partner_membership)


def page_of(asked):
    return f"/partner/requests/{asked.public_id}/email/"


def token(asked):
    return factories.token_of(factories.live_link(asked))


def test_the_page_shows_words_and_box_but_no_link_to_a_session_that_was_not_shown_it(asked, partner_client):
    page = partner_client.get(page_of(asked)).content.decode()
    assert asked.subject in page
    assert "The Partner of Record of your subscriptions does not change." in page
    assert token(asked) not in page
    assert "Show the link" in page


def test_looking_changes_no_row(asked, partner_client):
    partner_client.get(page_of(asked))
    before = AuditEvent.objects.count(), Invitation.objects.values().get(pk=asked.pk)
    partner_client.get(page_of(asked))
    partner_client.head(page_of(asked))
    assert (AuditEvent.objects.count(), Invitation.objects.values().get(pk=asked.pk)) == before


def test_the_link_is_shown_on_asking_and_the_look_is_logged_once(asked, partner_client):
    partner_client.post(f"/partner/requests/{asked.public_id}/link/", {"back": "review"})
    page = partner_client.get(page_of(asked)).content.decode()
    assert page.count(token(asked)) >= 3  # the link line, the text to copy, the mail app
    assert events(asked) == ["invitation.link_revealed"]


def test_a_link_shown_before_is_not_the_new_one(asked, partner_client, partner):
    partner_client.post(f"/partner/requests/{asked.public_id}/link/")
    colleague = client_of(factories.PartnerMembershipFactory(partner=partner))
    colleague.post(f"/partner/requests/{asked.public_id}/new-link/", {"then": "link"})
    assert token(asked) not in partner_client.get(page_of(asked)).content.decode()
    assert token(asked) in colleague.get(page_of(asked)).content.decode()


@pytest.mark.parametrize("then", ["save", "copy", "download", "send", "done", "", "zz"])
def test_every_button_stores_the_words(asked, partner_client, then):
    answer = partner_client.post(page_of(asked), WORDS | {"then": then})
    assert answer.status_code in (200, 302)
    row = Invitation.objects.get(pk=asked.pk)
    assert (row.subject, row.body) == ("Our talk", "Dear Mr Sato,\n{link}")


def test_send_from_the_portal_queues_the_mail_and_leads_to_the_request(asked, partner_client):
    answer = partner_client.post(page_of(asked), WORDS | {"then": "send"})
    assert answer["Location"] == f"/partner/requests/{asked.public_id}/"
    [mail] = mails(asked)
    assert mail.payload["subject"] == "Our talk"
    assert Invitation.objects.get(pk=asked.pk).status == "sent"


def test_sending_twice_sends_one_mail(asked, partner_client):
    for _time in range(2):
        partner_client.post(page_of(asked), WORDS | {"then": "send"})
    assert len(mails(asked)) == 1


def test_copy_comes_back_to_the_field_that_holds_text_and_link(asked, partner_client):
    answer = partner_client.post(page_of(asked), WORDS | {"then": "copy"})
    assert answer["Location"].endswith("/email/#whole")
    page = partner_client.get(page_of(asked))
    assert page.context["whole"].startswith("Dear Mr Sato,\nhttp://public.localhost:8000/i/")
    assert 'id="whole"' in page.content.decode()


def test_the_mail_app_gets_the_stored_words(asked, partner_client):
    partner_client.post(page_of(asked), WORDS | {"then": "copy"})
    page = partner_client.get(page_of(asked)).content.decode()
    assert 'href="mailto:k.sato' in page
    assert "subject=Our%20talk" in page


def test_a_text_that_is_too_long_for_mail_apps_says_so(asked, partner_client):
    partner_client.post(page_of(asked), WORDS | {"body": "x " * 1500 + "{link}", "then": "copy"})
    assert "Your text is too long for mail apps" in partner_client.get(page_of(asked)).content.decode()


def test_the_draft_file_comes_as_a_download_with_the_link(asked, partner_client):
    answer = partner_client.post(page_of(asked), WORDS | {"then": "download"})
    assert answer["Content-Type"] == "message/rfc822"
    assert answer["Content-Disposition"] == f'attachment; filename="{asked.number}.eml"'
    message = email.message_from_bytes(answer.content, policy=default)
    assert message["X-Unsent"] == "1"
    assert token(asked) in message.get_content()


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "no place"},
        {"body": "{link}{link}"},
        {"body": "{link} https://evil.example"},
        {"body": "{link} evil[.]com"},
        {"body": "{link}" + "x" * 4001},
        {"subject": ""},
        {"subject": "x" * 151},
        {"subject": "a\x0bb"},
        {"body": "\x00{link}"},
        {"subject": "see www.evil.example"},
    ],
)
def test_words_that_cannot_be_sent_are_refused_and_nothing_goes_out(asked, partner_client, changes):
    answer = partner_client.post(page_of(asked), WORDS | changes | {"then": "send"})
    assert answer.status_code in (400, 422)
    row = Invitation.objects.get(pk=asked.pk)
    assert (row.subject, row.body, row.status) == (asked.subject, asked.body, "ready")
    assert not mails(asked)


def test_other_fields_of_a_forged_post_are_ignored(asked, partner_client):
    forged = {"rights": "none", "status": "accepted", "recipient_email": "x@evil.example", "expires_at": "2099-01-01"}
    partner_client.post(page_of(asked), WORDS | forged)
    row = Invitation.objects.get(pk=asked.pk)
    assert (row.rights, row.status, row.recipient_email) == ("full", "ready", asked.recipient_email)


def test_a_request_without_recipient_cannot_be_sent_from_the_portal(partner_membership, partner_client):
    nobody = factories.InvitationFactory(unaddressed=True, partner=partner_membership.partner, owner=partner_membership)
    answer = partner_client.post(page_of(nobody), WORDS | {"then": "send"})
    assert answer.status_code == 422
    assert "has no recipient" in answer.content.decode()


def test_the_portal_offers_no_sending_to_an_address_that_takes_no_mail(asked, partner_client):
    assert 'value="send"' in partner_client.get(page_of(asked)).content.decode()
    suppress(recipient_key=asked.recipient_key, cloud_code=asked.cloud.code, reason="bounced", by=None)
    words = partner_client.get(page_of(asked)).content.decode()
    assert 'value="send"' not in words
    assert "the portal will not send one" in words
    assert 'value="download"' in words


def test_an_ended_request_has_no_words_left_to_edit(partner_membership, partner_client):
    ended = factories.InvitationFactory(cancelled=True, partner=partner_membership.partner, owner=partner_membership)
    assert partner_client.get(page_of(ended))["Location"] == f"/partner/requests/{ended.public_id}/"


@pytest.mark.parametrize(
    ("role", "status"), [(PartnerRole.VIEWER, 403), (PartnerRole.SALES_AGENT, 403), (PartnerRole.GLOBAL_ADMIN, 200)]
)
def test_only_who_controls_the_request_opens_the_page(asked, colleague_client, role, status):
    assert colleague_client(role).get(page_of(asked)).status_code == status


def test_another_partner_finds_no_such_page(asked, other_partner_client):
    assert other_partner_client.get(page_of(asked)).status_code == 404
    assert other_partner_client.post(page_of(asked), WORDS).status_code == 404


def test_a_draft_is_released_by_an_admin_agent_from_here(partner, colleague_client, partner_client):
    sales = colleague_client(PartnerRole.SALES_AGENT)
    draft = factories.InvitationFactory(draft=True, partner=partner, owner=sales.membership)
    assert "Release the draft</button>" not in sales.get(page_of(draft)).content.decode()
    assert sales.post(f"/partner/requests/{draft.public_id}/release/").status_code == 403
    answer = partner_client.post(f"/partner/requests/{draft.public_id}/release/")
    assert answer["Location"] == page_of(draft)
    assert token(draft) in partner_client.get(page_of(draft)).content.decode()
