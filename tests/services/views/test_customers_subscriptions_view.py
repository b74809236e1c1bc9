"""The customer's own page of subscriptions: everything, with channel and seller, and who holds rights."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.directory.models import CustomerRole
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/customer/subscriptions/"


@pytest.fixture
def bought_everywhere(customer, partner):
    other = factories.PartnerFactory(legal_name="Harbor & Pine K.K.")
    reseller = factories.PartnerFactory(legal_name="Midorino K.K.", reseller=True)
    factories.SubscriptionFactory(customer=customer, sold=partner, name="Ours")
    factories.SubscriptionFactory(customer=customer, sold=other, reseller=reseller, name="Theirs", service="Azure")
    factories.SubscriptionFactory(customer=customer, channel="enterprise", name="Agreed", seats=9)
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)
    factories.SubscriptionFactory(name="Foreign plan")


def test_the_customer_sees_all_by_service_with_channel_and_seller(customer_client, bought_everywhere) -> None:
    words = customer_client.get(PAGE).content.decode()
    for said in (
        *("Ours", "Theirs", "Agreed", "Harbor &amp; Pine", "through Midorino K.K.", "enterprise agreement"),
        *("Full rights", "Kitakaze Systems"),
    ):
        assert said in words
    assert "Foreign plan" not in words


@pytest.mark.parametrize(("role", "status"), [(CustomerRole.BILLING_ADMIN, 200), (CustomerRole.USER, 403)])
def test_plain_users_do_not_see_what_was_bought_nor_the_tab(staff_client, bought_everywhere, role, status) -> None:
    client = staff_client(role)
    assert client.get(PAGE).status_code == status
    tabs = client.get("/customer/partners/").content.decode()
    assert (f'href="{PAGE}"' in tabs) is (status == 200)


def test_the_page_takes_as_many_queries_for_one_as_for_many(customer_client, customer, bought_everywhere) -> None:
    customer_client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        customer_client.get(PAGE)
    for _ in range(6):
        factories.SubscriptionFactory(customer=customer, sold=factories.PartnerFactory())
    with CaptureQueriesContext(connection) as many:
        customer_client.get(PAGE)
    assert len(many) == len(few)
