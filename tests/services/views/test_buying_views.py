"""Ordering directly, on the customer's own pages: what is offered, what is refused and where."""

from uuid import uuid4

import pytest

from customers.services.models import Subscription
from tests import factories
from tests.services.conftest import agree

pytestmark = pytest.mark.django_db
PAGE, ORDER = "/customer/subscriptions/", "/customer/subscriptions/order/"


def filled_in(wanted, /, **changes) -> dict[str, str]:
    return {"order_key": str(uuid4()), "offer": str(wanted.public_id), "seats": "12"} | changes


def said(answer) -> str:
    return answer.content.decode()


def test_an_order_leads_back_to_the_subscriptions_where_it_can_be_changed(customer_client, customer, offer) -> None:
    agree(customer)
    words = said(customer_client.post(ORDER, filled_in(offer, seats="１２"), follow=True))
    bought = Subscription.objects.get()
    assert (bought.channel, bought.seats) == ("direct", 12)
    assert "Harbour Mail Standard is ordered." in words
    for way in ("seats", "cancel"):
        assert f"{PAGE}{bought.public_id}/{way}/" in words


def test_pressing_twice_orders_once(customer_client, customer, offer) -> None:
    agree(customer)
    form = filled_in(offer)
    for _ in range(2):
        assert customer_client.post(ORDER, form).status_code == 302
    assert Subscription.objects.count() == 1


def test_what_is_sold_without_seats_is_ordered_without_a_number(customer_client, customer) -> None:
    agree(customer)
    plan = factories.OfferFactory(kind="azure", service="Harbour Compute", name_en="Harbour Compute plan", max_seats=1)
    assert customer_client.post(ORDER, filled_in(plan, seats="")).status_code == 302
    assert Subscription.objects.get().seats == 1


def test_before_the_agreement_is_accepted_the_page_leads_to_it_and_nothing_is_ordered(customer_client, offer) -> None:
    words = said(customer_client.post(ORDER, filled_in(offer)))
    assert "Your organisation has not accepted the customer agreement." in words
    assert 'href="/customer/agreements/accept/"' in words
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"offer": ""}, "Choose an offer."),
        ({"seats": "0"}, "Enter a number of seats, at least 1."),
        ({"seats": "twelve"}, "Enter a number of seats, at least 1."),
        ({"seats": "301"}, "Enter a number of seats from 1 to 300."),
        ({"order_key": "x"}, "Open this form again; it could not be read."),
    ],
)
def test_what_is_wrong_stands_at_its_field(customer_client, customer, offer, changes, words) -> None:
    agree(customer)
    answer = customer_client.post(ORDER, filled_in(offer, **changes))
    assert answer.status_code == 422
    assert words in said(answer)
    assert not Subscription.objects.exists()


def test_only_offers_of_the_own_cloud_and_market_are_shown(customer_client, customer, offer) -> None:
    agree(customer)
    factories.OfferFactory(name_en="Elsewhere Mail", market_group=factories.market_group("US"))
    factories.OfferFactory(name_en="Walled Mail", cloud=factories.cloud("china"))
    words = said(customer_client.get(ORDER))
    assert offer.name_en in words
    assert "Elsewhere Mail" not in words
    assert "Walled Mail" not in words


def test_what_partners_sold_has_no_way_to_be_changed_here(customer_client, customer, partner) -> None:
    sold = factories.SubscriptionFactory(customer=customer, sold=partner)
    assert f"{sold.public_id}/" not in said(customer_client.get(PAGE))
    for way in ("seats", "cancel", "keep"):
        assert customer_client.post(f"{PAGE}{sold.public_id}/{way}/", {"seats": "3"}).status_code == 404
    assert Subscription.objects.get().status == "active"


@pytest.mark.parametrize(("status", "words"), [("active", "Its seller changes it"), ("cancelled", "Nothing to change")])
def test_only_of_what_lives_the_page_says_that_its_seller_changes_it(customer_client, customer, partner, status, words):
    factories.SubscriptionFactory(customer=customer, sold=partner, status=status)
    shown = said(customer_client.get(PAGE))
    assert [each for each in ("Its seller changes it", "Nothing to change") if each in shown] == [words]


def test_a_cancellation_says_when_it_ends_and_can_be_taken_back(customer_client, customer) -> None:
    agree(customer)
    held = factories.SubscriptionFactory(
        customer=customer, ordered_at=factories.ago(days=40), term_months=12, cancel_until=factories.ago(days=33)
    )
    page = f"{PAGE}{held.public_id}/"
    assert "goes on until the end of its term" in said(customer_client.get(f"{page}cancel/"))
    assert "ends at the end of its term" in said(customer_client.post(f"{page}cancel/", follow=True))
    assert "The cancellation is taken back" in said(customer_client.get(f"{page}keep/"))
    assert "goes on." in said(customer_client.post(f"{page}keep/", follow=True))
    assert Subscription.objects.get().ends_at is None


def test_seats_below_what_people_have_are_refused_in_words(customer_client, customer) -> None:
    agree(customer)
    held = factories.SubscriptionFactory(customer=customer, seats=3)
    factories.LicenseFactory.create_batch(2, subscription=held)
    answer = customer_client.post(f"{PAGE}{held.public_id}/seats/", {"seats": "1"})
    assert answer.status_code == 422
    assert "2 licences are assigned to people." in said(answer)
