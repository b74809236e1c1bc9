"""What each kind allows, and when something ends: the table of terms."""

from datetime import UTC, datetime, timedelta

import pytest

from customers.directory.models import Customer
from customers.services.models import Offer, Subscription
from customers.services.rules import terms
from customers.services.rules.channels import Act
from tests.refusals import code_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ASKED = {"cancel_asked_at": NOW, "ends_at": NOW + timedelta(days=9), "term_months": 12, "cancel_until": NOW}


def sold(**facts: object) -> Subscription:
    """A subscription in memory, of a customer in Tokyo."""
    return Subscription(**{"customer": Customer(time_zone="Asia/Tokyo"), "ordered_at": NOW} | facts)  # type: ignore[arg-type]


TABLE = [
    ({"kind": "licence"}, Act.CHANGE_SEATS, ""),
    ({"kind": "licence", "status": "suspended"}, Act.CHANGE_SEATS, ""),
    ({"kind": "licence", "status": "cancelled"}, Act.CHANGE_SEATS, "already_cancelled"),
    *(({"kind": kind}, Act.CHANGE_SEATS, "kind_has_no_seats") for kind in ("azure", "software", "reservation")),
    *(({"kind": kind}, Act.SUSPEND, "") for kind in ("licence", "azure")),
    *(({"kind": kind}, Act.SUSPEND, "kind_never_suspends") for kind in ("software", "reservation")),
    *(({"kind": kind}, Act.CANCEL, "") for kind in ("licence", "azure", "software", "reservation")),
    ({"status": "suspended"}, Act.SUSPEND, "already_suspended"),
    ({"status": "suspended"}, Act.RESUME, ""),
    ({}, Act.RESUME, "already_active"),
    ({"status": "suspended"}, Act.CANCEL, ""),
    ({"status": "cancelled"}, Act.CANCEL, "already_cancelled"),
    ({"status": "cancelled"}, Act.RESUME, "already_cancelled"),
    (ASKED, Act.CANCEL, "already_ending"),
    (ASKED, Act.SUSPEND, ""),
    (ASKED, Act.KEEP, ""),
    (ASKED | {"status": "cancelled"}, Act.KEEP, "already_cancelled"),
    ({}, Act.KEEP, "not_ending"),
    ({"status": "suspended"}, Act.NAME_CONTACT, ""),
    ({"status": "cancelled"}, Act.NAME_CONTACT, "already_cancelled"),
]


@pytest.mark.parametrize(("facts", "act", "code"), TABLE)
def test_what_state_and_kind_allow(facts, act, code) -> None:
    assert code_of(terms.check_act, sold(**facts), act) == code


def test_every_act_and_kind_stands_in_the_tables() -> None:
    assert {act for _facts, act, _code in TABLE} == set(terms.CHECKS)
    assert set(terms.KINDS) == set(Subscription.Kind)


@pytest.mark.parametrize(
    ("ordered", "months", "end"),
    [
        (datetime(2026, 3, 1, 3, tzinfo=UTC), 12, "2027-03-01T12:00:00+09:00"),
        (datetime(2024, 2, 29, 0, tzinfo=UTC), 12, "2027-02-28T09:00:00+09:00"),
        (datetime(2026, 1, 30, 16, tzinfo=UTC), 1, "2026-11-30T01:00:00+09:00"),  # the 31st in Tokyo
        (datetime(2025, 11, 21, 12, tzinfo=UTC), 12, "2027-11-21T21:00:00+09:00"),  # ends now: the next one runs
    ],
)
def test_a_term_ends_on_the_customers_day_of_the_order(ordered, months, end) -> None:
    found = terms.end_of_term(sold(ordered_at=ordered, term_months=months), NOW)
    assert found is not None
    assert found.isoformat() == end
    assert terms.end_of_term(sold(ordered_at=ordered), NOW) is None


def test_a_window_to_cancel_is_of_offers_with_a_term_and_counts_from_the_order() -> None:
    assert terms.cancel_window(Offer(term_months=12, cancel_days=7), NOW) == NOW + timedelta(days=7)
    assert terms.cancel_window(Offer(term_months=None, cancel_days=7), NOW) is None
    week = sold(term_months=12, cancel_until=NOW)
    assert terms.ends_at_once(week, NOW)
    assert not terms.ends_at_once(week, NOW + timedelta(seconds=1))
    assert terms.ends_at_once(sold(), NOW)


def test_a_suspension_ends_after_ninety_days_or_with_the_term_that_was_cancelled() -> None:
    assert terms.end_of_suspension(sold(), NOW) == NOW + timedelta(days=90)
    assert terms.end_of_suspension(sold(**ASKED), NOW) == NOW + timedelta(days=9)
    assert terms.end_after_resuming(sold()) is None
    assert terms.end_after_resuming(sold(**ASKED)) == datetime(2027, 11, 21, 12, tzinfo=UTC)
