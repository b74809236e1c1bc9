"""What a partner's staff find at `/`: what needs them, and what happened."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.directory.models import CustomerMembership
from invitations.models import Acceptance
from partnercenter.audit.log import record
from partnercenter.outbox.queue import Recipient, queue_email
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from tests import factories
from tests.conftest import PersonaClient, sign_in
from tests.home.reading import asked_by, read

pytestmark = pytest.mark.django_db


def test_a_partner_without_anything_reads_that_nothing_needs_it(partner_client: PersonaClient) -> None:
    page = read(partner_client)

    assert "Nothing needs you today." in page
    assert "Request a reseller relationship" in page


def test_a_declined_request_is_shown_with_its_reason(
    partner_client: PersonaClient, partner_membership: PartnerMembership
) -> None:
    asked = asked_by(partner_membership, declined=True, customer_name="Tokai Logitec")
    Acceptance.objects.create(
        invitation=asked,
        link=factories.live_link(asked),
        outcome="declined",
        is_single_use=True,
        reason="We need the support contact first.",
        language="en",
        receipt="A-1",
        receipt_hash="0" * 64,
    )

    page = read(partner_client)

    assert "Tokai Logitec declined" in page
    assert "We need the support contact first." in page
    assert "1 thing needs you today." in page


def test_an_old_refusal_is_not_shown(partner_client: PersonaClient, partner_membership: PartnerMembership) -> None:
    asked_by(partner_membership, declined=True, ended_at=factories.ago(days=30), ready_at=factories.ago(days=40))

    assert "Nothing needs you today." in read(partner_client)


def test_a_request_that_ends_soon_is_shown_with_its_last_day(
    partner_client: PersonaClient, partner_membership: PartnerMembership
) -> None:
    asked_by(partner_membership, sent=True, expires_at=factories.midnight_in(3), customer_name="Ikoma Foods")

    assert "The request to Ikoma Foods ends soon without an answer" in read(partner_client)


def test_a_request_without_an_answer_for_days_is_shown(
    partner_client: PersonaClient, partner_membership: PartnerMembership
) -> None:
    asked_by(partner_membership, sent=True, ready_at=factories.ago(days=6), customer_name="Lindqvist")

    assert "Lindqvist has not answered for 6 days" in read(partner_client)


def fail_mail(asked: Any, state: str = "failed") -> None:
    """The request's mail as it stands after the worker gave up on it."""
    mail = queue_email(
        "invitation.request", to=Recipient(asked.recipient_email), about=asked, dedupe_key=f"{asked.number}:{state}"
    )
    type(mail).objects.filter(pk=mail.pk).update(state=state, settled_at=factories.ago(hours=1))


def test_a_mail_that_failed_is_shown_first(
    partner_client: PersonaClient, partner_membership: PartnerMembership
) -> None:
    asked_by(partner_membership, sent=True, expires_at=factories.midnight_in(3), customer_name="Second")
    fail_mail(asked_by(partner_membership, sent=True, customer_name="First"))

    page = read(partner_client)

    assert "The e-mail to First could not be sent" in page
    assert page.index("First") < page.index("Second")


def test_a_mail_that_went_out_later_makes_up_for_a_failed_one(
    partner_client: PersonaClient, partner_membership: PartnerMembership
) -> None:
    asked = asked_by(partner_membership, sent=True)
    fail_mail(asked)
    fail_mail(asked, state="sent")

    assert "could not be sent" not in read(partner_client)


def test_drafts_of_colleagues_are_shown_to_those_who_release_them(
    partner: Partner, partner_client: PersonaClient, colleague_client: Any
) -> None:
    sales = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.SALES_AGENT])
    asked_by(sales, draft=True, customer_name="Aoba")

    assert "The request to Aoba waits for release" in read(partner_client)
    assert "waits for release" not in read(colleague_client(PartnerRole.VIEWER))
    assert "waits for release" not in read(colleague_client(PartnerRole.SALES_AGENT))


def test_requests_of_other_partners_are_never_shown(partner_client: PersonaClient) -> None:
    other = factories.PartnerMembershipFactory()
    fail_mail(asked_by(other, sent=True, customer_name="Secret Foods"))
    asked_by(other, declined=True, customer_name="Secret Foods")

    page = read(partner_client)

    assert "Secret Foods" not in page
    assert "Nothing needs you today." in page


def test_more_than_the_page_holds_is_said(partner_client: PersonaClient, partner_membership: PartnerMembership) -> None:
    for _ in range(4):
        fail_mail(asked_by(partner_membership, sent=True))
        asked_by(partner_membership, declined=True)
        asked_by(partner_membership, sent=True, expires_at=factories.midnight_in(2))

    page = read(partner_client)

    assert "More than 8 things need you" in page


def test_the_latest_events_are_sentences(
    partner_client: PersonaClient, partner_membership: PartnerMembership, customer_membership: CustomerMembership
) -> None:
    partner, customer = partner_membership.partner, customer_membership.customer
    asked = asked_by(partner_membership, sent=True, customer_name="Minato")
    ours = {"cloud_code": "public", "partner_id": partner.public_id}
    record("invitation.sent", about=asked, by=partner_membership.user, side="partner", **ours)
    record(
        "invitation.accepted",
        about=asked,
        by=customer_membership.user,
        side="customer",
        customer_id=customer.public_id,
        **ours,
    )

    page = read(partner_client)

    assert f"Misaki Tanaka sent the request {asked.number} (Minato)" in page
    assert f"{customer.name} accepted the request {asked.number}" in page
    assert "佐藤" not in page


def test_events_of_other_partners_are_never_shown(partner_client: PersonaClient) -> None:
    other = factories.PartnerMembershipFactory(user__display_name="Somebody Else")
    asked = asked_by(other, sent=True)
    record("invitation.sent", about=asked, by=other.user, side="partner", partner_id=other.partner.public_id)

    page = read(partner_client)

    assert asked.number not in page
    assert "Somebody Else" not in page


def test_a_suspended_partner_reads_why_nothing_works(db: None) -> None:
    membership = factories.PartnerMembershipFactory(partner=factories.PartnerFactory(suspended=True))

    assert "Your partner account is suspended" in read(sign_in(membership.user))


def test_a_busy_partners_home_takes_as_many_queries_as_a_quiet_ones(partner: Partner) -> None:
    member = factories.PartnerMembershipFactory(partner=partner)
    make_busy(member, 2)
    quiet = count_queries(sign_in(member.user))

    make_busy(member, 12)

    assert count_queries(sign_in(member.user)) == quiet <= 22


def make_busy(member: PartnerMembership, number: int) -> None:
    """Requests in every state, and their events."""
    for _ in range(number):
        for facts in ({"declined": True}, {"sent": True, "expires_at": factories.midnight_in(2)}, {"accepted": True}):
            asked = asked_by(member, **facts)
            record("invitation.sent", about=asked, by=member.user, side="partner", partner_id=member.partner.public_id)


def count_queries(client: PersonaClient) -> int:
    client.get("/")  # the first page of a session also binds it to its host
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    return len(captured)
