"""The record of one customer, for the partner that has or had a tie with it."""

import uuid

import pytest
from django.utils.html import strip_tags

from customers.directory.models import Customer, CustomerMembership
from customers.grants.actions import start_full_grant
from customers.relationships.actions import end_rights
from customers.relationships.index import refresh_pair
from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db


def address(customer: Customer) -> str:
    return f"/partner/customers/{customer.public_id}/"


@pytest.fixture
def related(partner: Partner, customer: Customer) -> Customer:
    """A customer with an active relationship."""
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)
    return customer


def test_the_record_shows_account_relationships_and_rights(partner_client: PersonaClient, related: Customer) -> None:
    response = partner_client.get(address(related))

    page = response.content.decode()
    assert response.status_code == 200
    for words in (str(related.tenant_id), "minato-seiki.example", "Kenichi Sato", "Direct", "Not accepted"):
        assert words in page


def test_other_partners_get_404(other_partner_client: PersonaClient, related: Customer) -> None:
    assert other_partner_client.get(address(related)).status_code == 404


def test_an_unknown_customer_is_404(partner_client: PersonaClient) -> None:
    assert partner_client.get(f"/partner/customers/{uuid.uuid4()}/").status_code == 404


def test_a_customers_own_people_get_404(customer_client: PersonaClient, related: Customer) -> None:
    assert customer_client.get(address(related)).status_code == 404


def test_after_the_customer_ended_the_rights_the_duty_of_support_is_said(
    partner_client: PersonaClient, partner: Partner, related: Customer, customer_membership: CustomerMembership
) -> None:
    by = customer_membership.user
    end_rights(grant=start_full_grant(partner=partner, customer=related, by=by), side="customer", by=by)

    page = partner_client.get(address(related)).content.decode()

    assert "ended your administrator rights on" in page
    assert "you still owe this customer support" in page
    assert "without admin rights" in page


def test_rights_that_the_partner_gave_up_bring_no_such_notice(
    partner_client: PersonaClient, partner: Partner, related: Customer, customer_membership: CustomerMembership
) -> None:
    by = customer_membership.user
    end_rights(grant=start_full_grant(partner=partner, customer=related, by=by), side="partner", by=by)

    assert "ended your administrator rights on" not in partner_client.get(address(related)).content.decode()


def test_a_relationship_through_a_provider_names_the_provider(customer: Customer, db: None) -> None:
    provider = factories.PartnerFactory(provider=True, legal_name="Naniwa Licensing Co.")
    reseller = factories.PartnerFactory(reseller=True)
    factories.ResellerRelationshipFactory(partner=reseller, customer=customer, capacity="reseller", provider=provider)
    refresh_pair(reseller, customer)
    client = PersonaClient()
    client.force_login(factories.PartnerMembershipFactory(partner=reseller).user)

    page = strip_tags(client.get(address(customer)).content.decode())
    assert "Reseller through Naniwa Licensing Co." in page


def test_an_ended_relationship_stays_readable(
    partner_client: PersonaClient, partner: Partner, customer: Customer
) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer, ended=True)
    refresh_pair(partner, customer)

    page = partner_client.get(address(customer)).content.decode()

    assert "The relationship ended on" in page
