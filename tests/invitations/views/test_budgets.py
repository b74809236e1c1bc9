"""What the pages of requests may ask of the database, and that rows cost none of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnercenter.audit.log import record
from partnercenter.outbox.queue import Recipient, queue_email
from tests import factories
from tests.conftest import client_of
from tests.invitations.acceptance_steps import confirm_identity, open_in

pytestmark = pytest.mark.django_db
MOST = 12
MOST_AT_HOME = 21  # every kind of thing has its own query, and so has every picture
WORDS = ("invitation.created", "invitation.readied", "invitation.sent", "invitation.link_revealed")


def cost(client, path):
    """The number of queries of a page, when the session is at home there."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as sent:
        assert client.get(path).status_code == 200
    return len(sent)


def ask_for(membership, **facts):
    """A request with events and a mail."""
    customer = factories.CustomerFactory()
    facts = {"sent": True, "customer": customer} | facts
    asked = factories.InvitationFactory(partner=membership.partner, owner=membership, **facts)
    for words in WORDS:
        record(words, about=asked, by=membership.user, side="partner", partner_id=membership.partner.public_id)
    to = Recipient(asked.recipient_email)
    queue_email("invitation.request", to=to, about=asked, dedupe_key=f"{asked.public_id}:{len(WORDS)}")
    return asked


@pytest.mark.parametrize("status", ["waiting", "all", "declined"])
def test_the_list_costs_the_same_for_one_and_for_many(partner_membership, partner_client, status):
    ask_for(partner_membership, declined=True, sent=False)
    ask_for(partner_membership)
    one = cost(partner_client, f"/partner/requests/?status={status}")
    for _ in range(10):
        ask_for(partner_membership, declined=True, sent=False)
        ask_for(partner_membership)
    assert cost(partner_client, f"/partner/requests/?status={status}") == one <= MOST


@pytest.mark.parametrize("page", ["", "email/"])
def test_a_requests_pages_cost_the_same_whatever_happened(partner_membership, partner_client, page):
    asked = ask_for(partner_membership)
    path = f"/partner/requests/{asked.public_id}/{page}"
    one = cost(partner_client, path)
    for number in range(12):
        colleague = factories.PartnerMembershipFactory(partner=asked.partner).user
        record("invitation.resent", about=asked, by=colleague, side="partner", partner_id=asked.partner.public_id)
        to = Recipient(asked.recipient_email)
        queue_email("invitation.request", to=to, about=asked, dedupe_key=f"{asked.public_id}:again:{number}")
    assert cost(partner_client, path) == one <= MOST


@pytest.mark.parametrize("page", ["", "email/"])
def test_an_indirect_requests_pages_stay_within_the_budget(page):
    pair = factories.PartnershipFactory()
    by = factories.PartnerMembershipFactory(partner=pair.reseller)
    asked = ask_for(by, capacity="reseller", provider=pair.provider)
    assert cost(client_of(by), f"/partner/requests/{asked.public_id}/{page}") <= MOST


def test_page_one_costs_little(partner_client):
    assert cost(partner_client, "/partner/requests/new/") <= 8  # roles, tasks with their roles, templates


def test_the_partners_home_costs_the_same_for_one_and_for_many(partner_membership, partner_client):
    def add():
        ask_for(partner_membership, declined=True, sent=False)
        ask_for(partner_membership, expires_at=factories.midnight_in(2))
        related = ask_for(partner_membership, ready_at=factories.ago(days=6))
        record(
            "relationship.started",
            about=related,
            by=partner_membership.user,
            side="customer",
            partner_id=partner_membership.partner.public_id,
            customer_id=related.customer.public_id,
        )

    add()
    one = cost(partner_client, "/")
    for _ in range(6):
        add()
    assert cost(partner_client, "/") == one <= MOST_AT_HOME


def test_the_customers_home_costs_the_same_for_one_and_for_many(customer, customer_membership, customer_client):
    def add():
        factories.ResellerRelationshipFactory(customer=customer)
        factories.DelegatedAdminGrantFactory(customer=customer)
        factories.InvitationFactory(sent=True, recipient_email=customer_membership.user.email)

    add()
    one = cost(customer_client, "/")
    for _ in range(6):
        add()
    assert cost(customer_client, "/") == one <= MOST_AT_HOME


def test_the_deed_costs_the_same_whatever_else_stands(customer, customer_membership, customer_client):
    asked = factories.InvitationFactory(sent=True, recipient_email=customer_membership.user.email)
    open_in(customer_client, asked)
    confirm_identity(customer_client)
    one = cost(customer_client, "/invitation/decide/")
    for _ in range(6):
        factories.ResellerRelationshipFactory(customer=customer)
        factories.DelegatedAdminGrantFactory(customer=customer)
        factories.AgreementTextFactory(language="en", published_at=factories.ago(days=400))
    assert cost(customer_client, "/invitation/decide/") == one <= 15
