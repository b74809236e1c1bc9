"""The customer's *Partners* page: who may do what, and ending their rights (K31, K32)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.directory.models import CustomerRole
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import PartnerCustomer
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories
from tests.invitations.acceptance_steps import confirm_identity

pytestmark = pytest.mark.django_db
PARTNERS = "/customer/partners/"


@pytest.fixture
def grant(customer, partner, partner_membership) -> DelegatedAdminGrant:
    factories.PartnerCustomerFactory(partner=partner, customer=customer, relationship=True)
    return factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)


def end_page(grant: DelegatedAdminGrant) -> str:
    return f"{PARTNERS}{grant.partner.public_id}/rights/{grant.public_id}/end/"


def test_every_partner_stands_there_with_its_rights(customer_client, customer, grant):
    reseller = factories.PartnershipFactory()
    factories.ResellerRelationshipFactory(
        partner=reseller.reseller, customer=customer, capacity="reseller", provider=reseller.provider
    )
    factories.ResellerRelationshipFactory(partner=factories.PartnerFactory(), customer=customer, ended=True)
    words = customer_client.get(PARTNERS).content.decode()
    for said in (grant.partner.legal_name, "Full rights", f"through {reseller.provider.legal_name}", "Ended"):
        assert said in words


def test_another_customers_partners_are_not_shown(customer_client, customer):
    other = factories.ResellerRelationshipFactory()
    assert other.partner.legal_name not in customer_client.get(PARTNERS).content.decode()
    assert customer_client.get(f"{PARTNERS}{other.partner.public_id}/").status_code == 404


def test_the_list_takes_as_many_queries_for_one_partner_as_for_many(customer_client, customer, grant):
    customer_client.get(PARTNERS)  # the first page of a session writes its token
    with CaptureQueriesContext(connection) as few:
        customer_client.get(PARTNERS)
    for _ in range(8):
        factories.ResellerRelationshipFactory(partner=factories.PartnerFactory(), customer=customer)
    with CaptureQueriesContext(connection) as many:
        customer_client.get(PARTNERS)
    assert len(many) == len(few)


def test_ending_rights_leaves_the_relationship_and_tells_both_sides(customer_client, customer, grant):
    confirm_identity(customer_client)
    assert "Its staff lose access at once." in customer_client.get(end_page(grant)).content.decode()
    answer = customer_client.post(end_page(grant), {"reason": "We manage it ourselves"}, follow=True)
    assert f"You ended the rights of {grant.partner.legal_name}" in answer.content.decode()
    grant.refresh_from_db()
    assert (grant.status, grant.ended_side, grant.end_reason) == (
        "terminated",
        "customer",
        "We manage it ourselves",
    )
    assert grant.customer.relationships.get().status == "active"
    assert PartnerCustomer.objects.get(partner=grant.partner, customer=customer).rights == "ended"
    kinds = set(OutboundEmail.objects.values_list("kind", flat=True))
    assert kinds == {"rights.ended_partner", "rights.ended_customer"}
    assert AuditEvent.objects.filter(action="grant.ended").count() == 1


def test_ending_one_of_two_rights_says_which_and_that_the_other_stays(customer_client, grant):
    factories.DelegatedAdminGrantFactory(
        partner=grant.partner, customer=grant.customer, granular=True, name="Night desk"
    )
    confirm_identity(customer_client)
    words = customer_client.get(end_page(grant)).content.decode()
    assert "<p>Full rights</p>" in words
    assert "Its other rights stay: Night desk." in words
    assert "Its staff lose access at once." not in words
    answer = customer_client.post(end_page(grant), {"reason": ""}, follow=True).content.decode()
    assert "Its other rights stay: Night desk." in answer
    letter = render(OutboundEmail.objects.filter(kind="rights.ended_customer").first())
    for part in (letter.text, letter.html):
        assert "Its other rights stay: Night desk." in part
        assert "no longer have access" not in part


def test_ending_rights_needs_a_confirmation_of_who_one_is(customer_client, grant):
    answer = customer_client.post(end_page(grant), {"reason": ""})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    grant.refresh_from_db()
    assert grant.status == "active"
    answer = customer_client.post(answer["Location"], {"password": factories.PASSWORD})
    grant.refresh_from_db()
    assert grant.status == "terminated"
    assert answer["Location"] == f"{PARTNERS}{grant.partner.public_id}/"


def test_ending_twice_is_ending_once(customer_client, grant):
    confirm_identity(customer_client)
    for _ in range(2):
        assert customer_client.post(end_page(grant), {"reason": ""}).status_code == 302
    assert AuditEvent.objects.filter(action="grant.ended").count() == 1


def test_reading_the_page_ends_nothing(customer_client, grant):
    confirm_identity(customer_client)
    customer_client.get(end_page(grant))
    grant.refresh_from_db()
    assert grant.status == "active"


@pytest.mark.parametrize("role", [CustomerRole.BILLING_ADMIN, CustomerRole.USER])
def test_others_see_who_has_access_but_end_nothing(staff_client, grant, role):
    client = staff_client(role)
    assert grant.partner.legal_name in client.get(PARTNERS).content.decode()
    page = client.get(f"{PARTNERS}{grant.partner.public_id}/").content.decode()
    assert "Only a global administrator of your organisation can end them." in page
    assert client.post(end_page(grant)).status_code == 403


def test_another_organisations_grant_cannot_be_ended(customer_client, grant):
    confirm_identity(customer_client)
    foreign = factories.DelegatedAdminGrantFactory(partner=grant.partner)
    assert customer_client.post(end_page(foreign)).status_code == 404
    foreign.refresh_from_db()
    assert foreign.status == "active"


def test_a_suspended_partners_rights_are_shown_without_effect(customer_client, customer):
    partner = factories.PartnerFactory(suspended=True)
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    page, home = (customer_client.get(path).content.decode() for path in (PARTNERS, "/"))
    assert all("No effect: partner suspended" in each for each in (page, home))
    assert ("Partner suspended" in page, "No partner can sell to you." in home) == (True, True)
