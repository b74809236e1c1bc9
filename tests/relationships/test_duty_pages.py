"""The duty of support on both sides' pages, and the operator's mark that ends it (decisions §6, S3)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from customers.directory.models import Customer
from customers.grants.actions import start_full_grant
from customers.relationships.actions import end_rights
from customers.relationships.index import refresh_pair
from customers.relationships.models import Renegotiation
from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
ADD = "admin:relationships_renegotiation_add"
LIST = "admin:relationships_renegotiation_changelist"


@pytest.fixture
def pair(partner: Partner, customer: Customer, customer_client: PersonaClient) -> None:
    """A relationship whose rights the customer ended."""
    by = customer_client.user
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    grant = start_full_grant(partner=partner, customer=customer, by=by)
    end_rights(grant=grant, side="customer", by=by)
    refresh_pair(partner, customer)


def mark(client: PersonaClient, partner: Partner, customer: Customer, **changes: object) -> object:
    day = timezone.now().date() - timedelta(days=3)
    form = {"partner": partner.pk, "customer": customer.pk, "renegotiated_on": day.isoformat(), "reason": "Case 4711"}
    return client.post(reverse(ADD), form | changes)


def pages(partner_client: PersonaClient, customer: Customer) -> str:
    """The record, the list, and the list with the row open."""
    found = f"{customer.public_id}/", "", f"?open={customer.public_id}"
    return "\n".join(partner_client.get(f"/partner/customers/{path}").content.decode() for path in found)


def partner_page(customer_client: PersonaClient, partner: Partner) -> str:
    return customer_client.get(f"/customer/partners/{partner.public_id}/").content.decode()


def test_both_sides_read_that_the_duty_stays_when_rights_end(
    pair: None, partner: Partner, customer: Customer, partner_client: PersonaClient, customer_client: PersonaClient
) -> None:
    seen = pages(partner_client, customer)
    assert "Until the contract is renegotiated you still owe this customer support" in seen
    assert "duty of support remains" in seen
    assert "has to support what it sold to you" in partner_page(customer_client, partner)


def test_both_sides_read_the_day_of_the_mark_that_an_operator_set(
    pair: None,
    partner: Partner,
    customer: Customer,
    partner_client: PersonaClient,
    customer_client: PersonaClient,
    operator_client: PersonaClient,
) -> None:
    assert mark(operator_client, partner, customer).status_code == 302
    seen = pages(partner_client, customer)
    assert "Your contract with this customer was renegotiated on" in seen
    assert "Until the contract is renegotiated" not in seen
    assert "duty of support remains" not in seen
    assert "The duty of support remains." not in seen
    theirs = partner_page(customer_client, partner)
    assert "The contract was renegotiated on" in theirs
    assert "has to support what it sold" not in theirs


def test_an_operator_takes_a_mark_back(
    pair: None, partner: Partner, customer: Customer, partner_client: PersonaClient, operator_client: PersonaClient
) -> None:
    mark(operator_client, partner, customer)
    made = Renegotiation.objects.get()
    assert made.marked_by == operator_client.user
    operator_client.post(reverse(LIST), {"action": "take_back", "_selected_action": [made.pk]})
    assert "duty of support remains" in pages(partner_client, customer)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"renegotiated_on": "2999-01-01"}, "not in the future"),
        ({"reason": ""}, "required"),
        ({"reason": "a\x00b"}, "character"),
        ({"renegotiated_on": "yesterday"}, "valid date"),
    ],
)
def test_a_mark_that_means_nothing_stands_on_the_form(
    pair: None, partner: Partner, customer: Customer, operator_client: PersonaClient, changes: dict, words: str
) -> None:
    answer = mark(operator_client, partner, customer, **changes)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Renegotiation.objects.exists()


def test_strangers_have_no_contract(operator_client: PersonaClient, partner: Partner, customer: Customer) -> None:
    assert "owes this customer no support" in mark(operator_client, partner, customer).content.decode()


def test_it_lives_on_with_what_was_sold(partner: Partner, customer: Customer, customer_client: PersonaClient) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer, ended=True)
    assert "has to support" not in partner_page(customer_client, partner)
    factories.SubscriptionFactory(customer=customer, channel="partner", sold_by=partner)
    assert "has to support" in partner_page(customer_client, partner)
