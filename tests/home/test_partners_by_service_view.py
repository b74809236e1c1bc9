"""Partners by service: who sells, who supports, with which rights; for the customer's administrators alone."""

from typing import Any

import pytest
from django.utils.html import strip_tags

from customers.directory.models import Customer, CustomerRole
from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
PATH = "/customer/partners/by-service/"


def read(client: PersonaClient) -> str:
    response = client.get(PATH)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode().partition('id="main"')[2]).split())


def test_each_service_names_its_partners_with_what_they_do_and_hold(
    customer_client: PersonaClient, customer: Customer
) -> None:
    seller = factories.PartnerFactory(legal_name="Seto Cloud")
    helper = factories.PartnerFactory(legal_name="Umeda IT")
    idle = factories.PartnerFactory(legal_name="Naniwa Licensing")
    for partner in (seller, helper):
        factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    factories.DelegatedAdminGrantFactory(partner=seller, customer=customer)
    factories.DelegatedAdminGrantFactory(partner=idle, customer=customer, granular=True)
    factories.SubscriptionFactory(
        customer=customer, service="Mail", channel="partner", sold_by=seller, support_contact=helper
    )
    factories.SubscriptionFactory(customer=customer, service="Mail")

    page = read(customer_client)

    assert "Seto Cloud Sells Full rightsas Global administrator" in page
    assert "Umeda IT Support contact None" in page
    assert "MailWithout a partnerBought directly" in page
    factories.SubscriptionFactory(customer=customer, service="Mail", channel="enterprise")
    assert "MailWithout a partnerEnterprise agreement" in read(customer_client)
    assert page.index("Rights without a service") < page.index("Naniwa Licensing")


def test_what_was_cancelled_and_what_others_bought_is_not_there(
    customer_client: PersonaClient, customer: Customer
) -> None:
    factories.SubscriptionFactory(
        customer=customer, service="Old", status="cancelled", cancelled_at=factories.ago(days=1)
    )
    factories.SubscriptionFactory(service="Elsewhere")

    assert "No services yet" in read(customer_client)


def test_a_plain_user_has_no_such_page(staff_client: Any) -> None:
    assert staff_client(CustomerRole.BILLING_ADMIN).get(PATH).status_code == 200
    assert staff_client(CustomerRole.USER).get(PATH).status_code == 403
