"""A request's page: whose turn, what happened, the mails, and what each role can do there."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from invitations.actions import send
from invitations.models import Acceptance, Invitation
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import PartnerMembership, PartnerRole
from tests import factories
from tests.invitations.asked import events, mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(partner_membership):
    return factories.InvitationFactory(
        partner=partner_membership.partner, owner=partner_membership, recipient_email="k.sato@minato.example"
    )


def at(asked, rest=""):
    return f"/partner/requests/{asked.public_id}/{rest}"


@pytest.mark.parametrize(
    ("trait", "words"),
    [
        ({"draft": True}, "An admin agent has to release this draft."),
        ({"draft": True, "no_rights": True}, "This draft is not released."),
        ({}, "The link is issued."),
        ({"sent": True}, "It is the customer’s turn."),
        ({"accepted": True}, "The customer accepted on"),
        ({"declined": True}, "The customer declined on"),
        ({"cancelled": True}, "It was withdrawn on"),
        ({"expired": True}, "Nobody answered in time"),
        ({"replaced": True}, "A request with other terms took its place"),
    ],
)
def test_every_status_says_whose_turn_it_is(partner, partner_client, trait, words):
    asked = factories.InvitationFactory(partner=partner, **trait)
    assert words in partner_client.get(at(asked)).content.decode()


def test_the_timeline_tells_what_happened_and_by_whom(asked, partner_membership, partner_client):
    send(invitation=asked, by=partner_membership)
    OutboundEmail.objects.update(state="sent", settled_at=timezone.now())
    page = partner_client.get(at(asked)).content.decode()
    assert "Sent from the portal" in page
    assert '<span class="by">Misaki Tanaka</span>' in page
    assert "E-mail to k.sato@minato.example: Sent" in page
    assert "The link stops working, if nobody has answered" in page


def test_a_mail_that_did_not_arrive_is_said_on_top_with_the_cure(asked, partner_membership, partner_client):
    send(invitation=asked, by=partner_membership)
    OutboundEmail.objects.update(
        state="failed", settled_at=timezone.now(), last_code=550, last_answer="550 5.1.1 unknown user"
    )
    page = partner_client.get(at(asked)).content.decode()
    assert "The e-mail to k.sato@minato.example did not arrive" in page
    assert "It is the customer’s turn" not in page
    assert f'class="btn btn-primary" href="{at(asked, "recipient/")}"' in page
    assert page.count("btn-primary") == 1
    assert "Bounced" in page


def test_who_may_not_ask_for_rights_reads_who_corrects_the_address(asked, partner_membership, colleague_client):
    send(invitation=asked, by=partner_membership)
    OutboundEmail.objects.update(state="failed", settled_at=timezone.now(), last_answer="550 5.1.1 unknown user")
    seller = colleague_client(PartnerRole.SALES_AGENT)
    owner = PartnerMembership.objects.get(roles=[PartnerRole.SALES_AGENT])
    Invitation.objects.filter(pk=asked.pk).update(owner=owner)
    page = seller.get(at(asked)).content.decode()
    assert f'href="{at(asked, "recipient/")}"' not in page
    assert 'disabled aria-describedby="why-not-address"' in page
    assert "asks for administrator rights: Admin agent." in page


def test_the_page_holds_no_link_until_it_is_asked_for(asked, partner_client):
    token = factories.token_of(factories.live_link(asked))
    assert token not in partner_client.get(at(asked)).content.decode()
    partner_client.post(at(asked, "link/"))
    assert token in partner_client.get(at(asked)).content.decode()
    assert events(asked) == ["invitation.link_revealed"]


def test_a_viewer_sees_the_request_without_link_and_with_reasons_at_the_buttons(asked, colleague_client):
    viewer = colleague_client(PartnerRole.VIEWER)
    page = viewer.get(at(asked)).content.decode()
    assert "/i/pub_" not in page
    assert "It needs one of these roles: Admin agent, Sales agent, Global admin." in page
    assert 'action="' + at(asked, "resend/") not in page


@pytest.mark.parametrize("rest", ["link/", "resend/", "new-link/", "recipient/", "cancel/", "release/"])
@pytest.mark.parametrize("role", [PartnerRole.VIEWER, PartnerRole.HELPDESK_AGENT])
def test_forged_posts_of_readers_change_nothing(asked, colleague_client, rest, role):
    answer = colleague_client(role).post(at(asked, rest), {"recipient_email": "x@minato.example"})
    assert answer.status_code == 403
    assert (events(asked), mails(asked)) == ([], [])


@pytest.mark.parametrize("rest", ["", "link/", "resend/", "new-link/", "recipient/", "cancel/", "release/", "email/"])
def test_another_partner_finds_nothing_and_changes_nothing(asked, other_partner_client, rest):
    ask = other_partner_client.post if rest else other_partner_client.get
    assert ask(at(asked, rest)).status_code == 404
    assert (events(asked), mails(asked)) == ([], [])


@pytest.mark.parametrize("rest", ["link/", "resend/", "release/"])
def test_what_changes_something_does_not_answer_a_get(asked, partner_client, rest):
    assert partner_client.get(at(asked, rest)).status_code == 405
    assert events(asked) == []


@pytest.mark.parametrize("rest", ["new-link/", "cancel/", "recipient/"])
def test_pages_that_ask_first_change_nothing_on_get(asked, partner_client, rest):
    assert partner_client.get(at(asked, rest)).status_code == 200
    assert events(asked) == []


def test_resend_waits_ten_minutes_and_says_so(asked, partner_membership, partner_client):
    send(invitation=asked, by=partner_membership)
    page = partner_client.post(at(asked, "resend/"), follow=True).content.decode()
    assert "Wait 10 minutes before you send it again." in page
    assert len(mails(asked)) == 1


def test_a_new_link_is_made_with_or_without_a_mail(asked, partner_client):
    partner_client.post(at(asked, "new-link/"), {"then": "link"})
    assert (factories.live_link(asked).generation, mails(asked)) == (2, [])
    partner_client.post(at(asked, "new-link/"), {"then": "mail"})
    assert [mail.payload["generation"] for mail in mails(asked)] == [3]


def test_the_address_is_corrected_and_mailed(asked, partner_client):
    answer = partner_client.post(
        at(asked, "recipient/"), {"recipient_email": "kenichi@minato.example", "recipient_name": "佐藤"}
    )
    assert answer["Location"] == at(asked)
    assert [mail.recipient for mail in mails(asked)] == ["kenichi@minato.example"]


def test_a_wrong_address_stays_on_the_page_with_the_reason(asked, partner_client):
    answer = partner_client.post(at(asked, "recipient/"), {"recipient_email": "x@kitakaze.example"})
    assert answer.status_code == 422
    assert "belongs to your own company" in answer.content.decode()


def test_withdrawing_ends_the_request(asked, partner_client):
    partner_client.post(at(asked, "cancel/"))
    assert Invitation.objects.get(pk=asked.pk).status == "cancelled"
    page = partner_client.post(at(asked, "cancel/"), follow=True).content.decode()
    assert "This request has ended (Withdrawn)" in page


@pytest.mark.parametrize("public_id", ["zz", "1" * 30, "00000000-0000-0000-0000-000000000000"])
def test_unknown_ids_are_no_pages(partner_client, public_id):
    assert partner_client.get(f"/partner/requests/{public_id}/").status_code == 404


def test_twenty_mails_take_as_many_queries_as_one(asked, partner_membership, partner_client, django_assert_num_queries):
    send(invitation=asked, by=partner_membership)
    partner_client.get(at(asked))
    with CaptureQueriesContext(connection) as one:
        partner_client.get(at(asked))
    [mail] = mails(asked)
    for number in range(20):
        mail.pk, mail.public_id = None, uuid.uuid4()
        mail.dedupe_key = mail.message_id = f"copy {number}"
        mail.save(force_insert=True)
    with django_assert_num_queries(len(one)):
        partner_client.get(at(asked))


def test_a_mail_that_failed_otherwise_does_not_claim_that_the_mailbox_is_missing(
    asked, partner_membership, partner_client
):
    send(invitation=asked, by=partner_membership)
    OutboundEmail.objects.update(
        state="failed", settled_at=timezone.now(), last_code=554, last_answer="554 5.7.1 refused"
    )
    page = partner_client.get(at(asked)).content.decode()
    assert "The e-mail to k.sato@minato.example did not arrive" in page
    assert "The mailbox does not exist" not in page


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_who_accepted_is_shown_with_its_domain_verified_or_unconfirmed(partner, partner_client, is_confirmed):
    customer = factories.CustomerFactory(is_self_registered=True, primary_domain="minato.example")
    factories.TenantDomainFactory(owner=customer, unconfirmed=not is_confirmed)
    asked = factories.InvitationFactory(partner=partner, accepted=True)
    Acceptance.objects.create(
        invitation=asked, link=factories.live_link(asked), customer=customer, outcome="accepted",
        decided_by=factories.UserFactory(), is_single_use=True, language="en", receipt="A-1", receipt_hash="0" * 64,
        relationship=factories.ResellerRelationshipFactory(partner=partner, customer=customer),
        agreement_acceptance=factories.AgreementAcceptanceFactory(customer=customer),
    )  # fmt: skip
    page = partner_client.get(f"/partner/requests/{asked.public_id}/").content.decode()
    assert ("minato.example (domain verified)" in page) is is_confirmed
    assert ("self-registered, domain unconfirmed" in page) is not is_confirmed
