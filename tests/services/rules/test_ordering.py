"""What refuses an order or a change, each with its code and with words that say what to do next."""

import pytest
from django.core.exceptions import ValidationError

from customers.directory.models import Customer
from customers.services.models import Offer, Subscription
from customers.services.rules import ordering as rules
from partnercenter.partners.models import Partner
from tests.refusals import code_of

ABLE = {"legal_name": "Kitakaze", "programme_agreement_version": "2026-01"}
CUSTOMER = Customer(cloud_id=1, name="Minato")


def offer(**facts) -> Offer:
    return Offer(**{"cloud_id": 1, "name_en": "Mail", "min_seats": 5, "max_seats": 300, "is_available": True} | facts)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, ""),
        ({"status": "suspended"}, "partner_suspended"),
        ({"programme_agreement_version": ""}, "programme_agreement"),
    ],
)
def test_who_may_sell(facts, code) -> None:
    assert code_of(rules.check_may_sell, Partner(**ABLE | facts)) == code


@pytest.mark.parametrize(
    ("capacity", "related", "code"),
    [
        ("direct", True, ""),
        ("provider", True, ""),
        ("direct", False, "not_related"),
        ("provider", False, "not_related"),
        ("reseller", True, "reseller_orders_not"),
        ("reseller", False, "reseller_orders_not"),
    ],
)
def test_only_direct_and_provider_capacity_transact(capacity, related, code) -> None:
    assert code_of(rules.check_capacity, capacity, is_related=related) == code


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, ""),
        ({"market_group_id": 3}, ""),
        ({"market_group_id": 4}, "offer_other_market"),
        ({"cloud_id": 2}, "offer_other_cloud"),
        ({"is_available": False}, "offer_withdrawn"),
    ],
)
def test_an_offer_is_of_the_customers_cloud_and_market(facts, code) -> None:
    assert code_of(rules.check_offer, offer(**facts), CUSTOMER, groups=frozenset({3})) == code


@pytest.mark.parametrize(
    ("seats", "code"), [(5, ""), (300, ""), (4, "seats_out_of_range"), (301, "seats_out_of_range")]
)
def test_seats_stay_within_the_offer(seats, code) -> None:
    assert code_of(rules.check_seats, offer(), seats) == code


def test_without_an_offer_one_seat_is_the_least() -> None:
    assert code_of(rules.check_seats, None, 0) == "seats_out_of_range"
    assert code_of(rules.check_seats, None, 1) == ""


@pytest.mark.parametrize(
    ("one_partner", "taken", "code"),
    [(True, True, "service_not_free"), (True, False, ""), (False, True, ""), (False, False, "")],
)
def test_one_partner_transacts_a_service_where_the_cloud_says_so(one_partner, taken, code) -> None:
    assert code_of(rules.check_service_free, one_partner=one_partner, is_taken=taken) == code


def test_a_service_that_is_not_free_names_nobody_and_no_number() -> None:
    with pytest.raises(ValidationError) as refusal:
        rules.check_service_free(one_partner=True, is_taken=True)
    words = refusal.value.messages[0]
    assert "this service is not free" in words
    assert not any(each.isdigit() for each in words)


def test_any_accepted_version_will_do_but_none_will_not() -> None:
    assert code_of(rules.check_agreement, is_accepted=False) == "agreement_missing"
    assert code_of(rules.check_agreement, is_accepted=True) == ""


@pytest.mark.parametrize(("named", "related", "code"), [(True, True, ""), (True, False, "reseller_not_related")])
def test_a_reseller_is_the_customers_through_this_provider(named, related, code) -> None:
    reseller = Partner(legal_name="Harbor") if named else None
    assert code_of(rules.check_reseller, reseller, is_related=related) == code
    assert code_of(rules.check_reseller, None, is_related=related) == ""


MOVES = {
    ("active", "suspended"): "",
    ("active", "cancelled"): "",
    ("suspended", "active"): "",
    ("suspended", "cancelled"): "",
    ("active", "active"): "already_active",
    ("suspended", "suspended"): "already_suspended",
    ("cancelled", "active"): "already_cancelled",
    ("cancelled", "suspended"): "already_cancelled",
    ("cancelled", "cancelled"): "already_cancelled",
}


@pytest.mark.parametrize(("move", "code"), MOVES.items())
def test_a_subscription_moves_as_its_table_says(move, code) -> None:
    assert code_of(rules.check_move, Subscription(status=move[0]), move[1]) == code


def test_seats_of_a_cancelled_subscription_stay() -> None:
    assert code_of(rules.check_live, Subscription(status="cancelled")) == "already_cancelled"
    assert code_of(rules.check_live, Subscription(status="suspended")) == ""
