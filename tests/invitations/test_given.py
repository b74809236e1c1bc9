"""What of granular rights was allowed is said to both sides: receipt, mails, the request's page (decisions §5)."""

import pytest

from invitations.given import given_by
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories
from tests.conftest import client_of
from tests.invitations.actions.taking import take

pytestmark = pytest.mark.django_db
ROLES = ["license_administrator", "helpdesk_administrator"]


@pytest.fixture
def asked(customer_membership):
    email = customer_membership.user.email
    return factories.InvitationFactory(sent=True, granular=True, auto_extends=True, roles=ROLES, recipient_email=email)


@pytest.fixture
def part(asked, customer_membership):
    """One of two roles, for 30 of 365 days, without the extension."""
    return take(asked, customer_membership.user, roles=ROLES[:1], days=30, auto_extends=False)


def test_the_evidence_says_what_was_left_out_shortened_and_refused(part):
    given = given_by(part)
    assert (given.rights, given.roles, given.left_out) == ("granular", (ROLES[0],), (ROLES[1],))
    assert (given.days, given.asked_days, given.extension_refused, given.is_partial) == (30, 365, True, True)
    assert given.ends_at == part.grant.ends_at


def test_all_that_was_asked_is_no_part(asked, customer_membership):
    given = given_by(take(asked, customer_membership.user))
    assert (given.is_partial, given.auto_extends, given.left_out) == (False, True, ())


def test_both_sides_mails_name_what_was_left_out(part):
    for mail in OutboundEmail.objects.filter(about_id=part.public_id):
        letter = render(mail)
        for text in (letter.text, letter.html):
            assert "License Administrator" in text
            assert "Helpdesk Administrator" in text
            assert "Left out" in text
            assert "30 of 365 days" in text
            assert "the customer did not allow it" in text
            assert ("It allows less than you asked for." in text) == (mail.kind == "invitation.accepted_partner")


def test_the_receipt_page_and_the_partners_request_say_it_too(part, asked, customer_client):
    done = customer_client.get(f"/invitation/done/{part.public_id}/").content.decode()
    page = client_of(asked.owner).get(f"/partner/requests/{asked.public_id}/").content.decode()
    for words in (done, page):
        assert "Helpdesk Administrator" in words
        assert "30 days instead of 365" in words
    assert "Nobody of its staff has access" in done
    assert "Less than asked" in page
    assert asked.grant_name in page
    assert "extends by 180 days at a time" in page


def test_rights_alone_make_nobody_a_reseller(asked, customer_membership, customer_client):
    alone = factories.InvitationFactory(
        sent=True, granular=True, with_relationship=False, recipient_email=customer_membership.user.email
    )
    answer = take(alone, customer_membership.user)
    (mail,) = OutboundEmail.objects.filter(about_id=answer.public_id, kind="invitation.accepted_customer")
    letter = render(mail)
    page = customer_client.get(f"/invitation/done/{answer.public_id}/").content.decode()
    for words in (letter.text, page):
        assert "your reseller" not in words
        assert "has the rights that you accepted" in words
