"""What a customer orders and cancels itself: who may, what it writes, and that no partner has any part in it."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone, translation

from customers.directory.models import CustomerMembership
from customers.services.actions import (
    cancel_subscription,
    change_seats,
    keep_subscription,
    order_directly,
    suspend_subscription,
)
from customers.services.models import Offer, Subscription
from customers.services.queries import bought_elsewhere
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories
from tests.services.actions.test_ordering import codes_of
from tests.services.conftest import agree, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(related) -> CustomerMembership:
    """The customer's billing administrator; its global administrator is there too."""
    factories.CustomerMembershipFactory(customer=related, user=factories.UserFactory(email="boss@shinkai.example"))
    user = factories.UserFactory(display_name="Nagi Ito", email="nagi@shinkai.example")
    return factories.CustomerMembershipFactory(customer=related, role="billing_admin", user=user)


def buy_directly(offer: Offer, by: CustomerMembership, seats: int = 10) -> Subscription:
    return order_directly(offer=offer, seats=seats, order_key=uuid4(), by=by)


def test_a_direct_order_has_no_seller_no_reseller_and_no_partner_of_record(buyer, offer) -> None:
    bought = Subscription.objects.get(pk=buy_directly(offer, buyer).pk)
    assert (bought.channel, bought.offer, bought.seats, bought.ordered_by) == ("direct", offer, 10, buyer.user)
    assert (bought.sold_by, bought.reseller, bought.partner_of_record, bought.support_contact) == (None,) * 4
    assert bought.terms == buyer.customer.agreement_acceptances.get().text
    event = AuditEvent.objects.get(action="subscription.ordered")
    assert (event.side, event.partner_id, event.customer_id) == ("customer", None, buyer.customer.public_id)


def test_only_the_customers_administrators_are_told_and_by_the_name_of_who_ordered(
    buyer, offer, partner_membership
) -> None:
    buy_directly(offer, buyer)
    told = OutboundEmail.objects.filter(kind="subscription.ordered")
    assert set(told.values_list("recipient", flat=True)) == {"nagi@shinkai.example", "boss@shinkai.example"}
    assert OutboundEmail.objects.count() == 2
    letter = render(told[0])
    assert letter.subject == "Nagi Ito ordered Harbour Mail Standard"
    assert "without a partner" in letter.text
    assert "None" not in letter.text


def test_the_same_form_sent_twice_orders_once_and_nobody_elses_key_serves(buyer, offer) -> None:
    key = uuid4()
    first, second = (order_directly(offer=offer, seats=10, order_key=key, by=buyer) for _ in range(2))
    assert first == second
    stranger = factories.CustomerMembershipFactory()
    agree(stranger.customer)
    with pytest.raises(ValidationError):
        order_directly(offer=offer, seats=10, order_key=key, by=stranger)


def test_without_an_agreement_in_another_cloud_or_beyond_the_seats_nothing_is_ordered(customer) -> None:
    by = factories.CustomerMembershipFactory(customer=customer)
    elsewhere = factories.OfferFactory(cloud=factories.cloud("china"), is_available=False, max_seats=5)
    with pytest.raises(ValidationError) as refusal:
        buy_directly(elsewhere, by)
    assert codes_of(refusal) == {"agreement_missing", "offer_other_cloud", "seats_out_of_range"}
    assert not Subscription.objects.exists()


def test_plain_users_and_who_has_left_order_and_cancel_nothing(buyer, related, offer) -> None:
    bought = buy_directly(offer, buyer)
    for traits in ({"role": "user"}, {"left_at": timezone.now()}):
        other = factories.CustomerMembershipFactory(customer=related, **traits)
        for deed in (lambda by: buy_directly(offer, by), lambda by: cancel_subscription(subscription=bought, by=by)):
            with pytest.raises(PermissionDenied):
                deed(other)


def test_nobody_changes_what_another_customer_bought(buyer, offer) -> None:
    bought = buy_directly(offer, buyer)
    with pytest.raises(PermissionDenied):
        change_seats(subscription=bought, seats=3, by=factories.CustomerMembershipFactory())


def test_seats_change_and_a_cancellation_ends_at_once_in_its_window_and_later_with_its_term(buyer, related) -> None:
    termed = factories.OfferFactory(name_en="Harbour Mail", term_months=12)
    bought = buy_directly(termed, buyer)
    assert change_seats(subscription=bought, seats=12, by=buyer).seats == 12
    assert cancel_subscription(subscription=bought, by=buyer).status == "cancelled"
    old = factories.SubscriptionFactory(
        customer=related, offer=termed, term_months=12, ordered_at=factories.ago(days=40), cancel_until=factories.ago()
    )
    ending = cancel_subscription(subscription=old, by=buyer)
    assert ending.status == "active"
    assert ending.ends_at > timezone.now()
    assert keep_subscription(subscription=old, by=buyer).ends_at is None
    actions = AuditEvent.objects.filter(side="customer").order_by("pk").values_list("action", flat=True)
    assert [each for each in actions if each.startswith("subscription.")] == [
        *("subscription.ordered", "subscription.seats_changed", "subscription.cancelled"),
        *("subscription.ending", "subscription.kept"),
    ]


def test_what_a_partner_sold_is_not_the_customers_to_change_nor_the_other_way_round(
    buyer, offer, bought, partner_membership
) -> None:
    for act in (cancel_subscription, keep_subscription):
        with pytest.raises(ValidationError) as refusal:
            act(subscription=bought, by=buyer)
        assert refusal.value.code == "not_bought_directly"
    own = buy_directly(offer, buyer)
    for act in (cancel_subscription, suspend_subscription):
        with pytest.raises(ValidationError) as refusal:
            act(subscription=own, by=partner_membership)
        assert refusal.value.code == "not_sold_by_you"


def test_partners_see_it_as_bought_elsewhere_and_it_takes_no_service_from_them(buyer, offer, partner) -> None:
    other = factories.PartnerFactory()
    relate(other, buyer.customer)
    buy_directly(offer, buyer)
    for each in (partner, other):
        assert [row.name for row in bought_elsewhere(each, buyer.customer)] == ["Harbour Mail Standard"]


def test_where_one_partner_sells_each_service_a_customer_still_buys_directly() -> None:
    cloud = factories.cloud("china")
    by = factories.CustomerMembershipFactory(customer__cloud=cloud, customer__country="CN")
    agree(by.customer)
    factories.SubscriptionFactory(
        customer=by.customer, sold=factories.PartnerFactory(cloud=cloud), service="Office 365"
    )
    assert buy_directly(factories.OfferFactory(cloud=cloud, service="Office 365"), by)


def test_a_customer_may_end_what_it_bought_without_any_agreement_but_not_enlarge_it(customer) -> None:
    by = factories.CustomerMembershipFactory(customer=customer)
    held = factories.SubscriptionFactory(customer=customer)
    with pytest.raises(ValidationError) as refusal:
        change_seats(subscription=held, seats=30, by=by)
    assert refusal.value.code == "agreement_missing"
    assert cancel_subscription(subscription=held, by=by).status == "cancelled"


def test_a_subscription_is_called_as_its_reader_reads(buyer) -> None:
    bought = buy_directly(factories.OfferFactory(name_en="Azure plan", name_ja="Azureプラン"), buyer)
    with translation.override("ja"):
        assert bought.name == "Azureプラン"
    with translation.override("en"):
        assert bought.name == "Azure plan"
