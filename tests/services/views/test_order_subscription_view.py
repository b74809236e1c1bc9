"""Ordering and changing on pages: what is offered, what is refused and where, and that reading changes nothing."""

from uuid import uuid4

import pytest

from customers.services.models import Offer, Subscription
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.services.conftest import agree, relate

pytestmark = pytest.mark.django_db


def order_page(customer) -> str:
    return f"/partner/customers/{customer.public_id}/subscriptions/order/"


def filled_in(wanted, /, **changes) -> dict[str, str]:
    return {"order_key": str(uuid4()), "offer": str(wanted.public_id), "seats": "12"} | changes


def test_an_order_leads_back_to_the_record_and_stands_there(partner_client, related, offer) -> None:
    answer = partner_client.post(order_page(related), filled_in(offer), follow=True)
    words = answer.content.decode()
    assert "Harbour Mail Standard is ordered." in words
    assert Subscription.objects.get().seats == 12


def test_the_form_says_which_terms_it_goes_under_and_that_a_newer_version_is_asked_for(
    partner_client, partner, customer, offer
) -> None:
    relate(partner, customer)
    agree(customer, version="2025-01")
    words = partner_client.get(order_page(customer)).content.decode()
    assert "The order goes under version 2025-01 of the customer agreement" in words
    assert "Version 2026-11 is published. The customer is asked to accept it" in words


def test_pressing_twice_orders_once(partner_client, related, offer) -> None:
    form = filled_in(offer)
    for _ in range(2):
        assert partner_client.post(order_page(related), form).status_code == 302
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"seats": ""}, "Enter a number of seats, at least 1."),
        ({"seats": "0"}, "Enter a number of seats, at least 1."),
        ({"seats": "301"}, "Enter a number of seats from 1 to 300."),
        ({"offer": ""}, "Choose an offer."),
        ({"offer": str(uuid4())}, "Choose an offer."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(partner_client, related, offer, changes, words) -> None:
    answer = partner_client.post(order_page(related), filled_in(offer, **changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Subscription.objects.exists()


def test_what_is_sold_without_seats_is_ordered_without_a_number(partner_client, related) -> None:
    plan = factories.OfferFactory(kind="azure", service="Harbour Compute", name_en="Harbour Compute plan", max_seats=1)
    assert (
        "Leave it empty for an offer that names no seats." in partner_client.get(order_page(related)).content.decode()
    )
    assert partner_client.post(order_page(related), filled_in(plan, seats="")).status_code == 302
    assert Subscription.objects.get().seats == 1
    assert "Without seats" in partner_client.get(order_page(related).replace("order/", "")).content.decode()
    refused = partner_client.post(order_page(related), filled_in(plan, seats="2"))
    assert "This offer names no seats. Leave the number empty." in refused.content.decode()


def test_an_offer_of_another_cloud_is_not_to_be_had(partner_client, related) -> None:
    elsewhere = Offer.objects.filter(cloud=factories.cloud("china")).first()
    assert partner_client.post(order_page(related), filled_in(elsewhere)).status_code == 422
    assert not Subscription.objects.exists()


def test_without_an_agreement_the_page_says_what_to_do(partner_client, partner, customer, offer) -> None:
    relate(partner, customer)
    for answer in (
        partner_client.get(order_page(customer)),
        partner_client.post(order_page(customer), filled_in(offer)),
    ):
        assert "The customer has not accepted the customer agreement." in answer.content.decode()
    assert not Subscription.objects.exists()


def test_in_china_a_service_that_is_not_free_is_closed_without_a_name() -> None:
    cloud = factories.cloud("china")
    customer = factories.CustomerFactory(cloud=cloud, country="CN")
    agree(customer)
    mine, theirs = (factories.PartnerFactory(cloud=cloud, country="CN", legal_name=name) for name in ("Mine", "Theirs"))
    for partner in (mine, theirs):
        relate(partner, customer)
    factories.SubscriptionFactory(customer=customer, sold=theirs, service="Office 365")
    taken = Offer.objects.get(cloud=cloud, name_en="Office 365 E3")
    free = Offer.objects.get(cloud=cloud, name_en="Visio Plan 2")
    client = client_of(factories.PartnerMembershipFactory(partner=mine))
    words = client.get(order_page(customer)).content.decode()
    assert "this service is not free" in words
    assert "Theirs" not in words
    assert client.post(order_page(customer), filled_in(taken)).status_code == 422
    assert client.post(order_page(customer), filled_in(free)).status_code == 302


def test_a_provider_chooses_capacity_and_reseller(customer, offer) -> None:
    agree(customer)
    tied = factories.PartnershipFactory()
    for capacity in ("provider", "direct"):
        relate(tied.provider, customer, capacity)
    relate(tied.reseller, customer, "reseller", tied.provider)
    client = client_of(factories.PartnerMembershipFactory(partner=tied.provider))
    wanted = filled_in(offer, capacity="direct", reseller=str(tied.reseller.public_id))
    answer = client.post(order_page(customer), wanted)
    assert answer.status_code == 422, "a direct order has no reseller"
    assert client.post(order_page(customer), wanted | {"capacity": "provider"}).status_code == 302
    assert Subscription.objects.get().reseller == tied.reseller


def test_confirmed_changes_happen_on_post_alone(partner_client, related, bought) -> None:
    record = f"/partner/customers/{related.public_id}/subscriptions/{bought.public_id}"
    for step, status in (("suspend", "suspended"), ("resume", "active"), ("cancel", "cancelled")):
        before = Subscription.objects.get().status
        assert partner_client.get(f"{record}/{step}/").status_code == 200
        assert Subscription.objects.get().status == before
        assert partner_client.post(f"{record}/{step}/").status_code == 302
        assert Subscription.objects.get().status == status


def test_a_change_that_makes_no_sense_any_more_is_said_on_the_record(partner_client, related, bought) -> None:
    path = f"/partner/customers/{related.public_id}/subscriptions/{bought.public_id}/suspend/"
    partner_client.post(path)
    words = partner_client.post(path, follow=True).content.decode()
    assert "The subscription is suspended already." in words


def test_seats_are_changed_on_a_page(partner_client, related, bought) -> None:
    path = f"/partner/customers/{related.public_id}/subscriptions/{bought.public_id}/seats/"
    assert partner_client.post(path, {"seats": "900"}).status_code == 422
    assert partner_client.post(path, {"seats": "25"}).status_code == 302
    assert Subscription.objects.get().seats == 25


@pytest.mark.parametrize("role", [PartnerRole.VIEWER, PartnerRole.HELPDESK_AGENT, PartnerRole.GLOBAL_ADMIN])
def test_other_roles_get_403(colleague_client, related, offer, bought, role) -> None:
    record = f"/partner/customers/{related.public_id}/subscriptions"
    for path in ("order", *(f"{bought.public_id}/{act}" for act in ("seats", "suspend", "resume", "cancel"))):
        assert colleague_client(role).post(f"{record}/{path}/", filled_in(offer)).status_code == 403
