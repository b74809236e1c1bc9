"""Whose a service request is (decisions §6, §7; S3)."""

import pytest

from customers.services.models import ServiceRequest
from customers.services.rules import routing
from partnercenter.partners.models import Partner
from tests.refusals import code_of

PROVIDER = Partner(pk=7, legal_name="Akatsuki Distribution")
SUSPENDED = Partner(pk=8, legal_name="Kurobe", status="suspended")
# capacity, provider, rights → desk, provider of the row, "without admin rights"
TABLE = [
    ("direct", None, True, "operator", None, False),
    ("direct", None, False, "operator", None, True),
    ("provider", None, True, "operator", None, False),
    ("provider", None, False, "operator", None, True),
    ("reseller", PROVIDER, True, "provider", PROVIDER, False),
    ("reseller", PROVIDER, False, "provider", PROVIDER, False),
    ("reseller", SUSPENDED, True, "operator", None, False),
    ("reseller", SUSPENDED, False, "operator", None, False),
]


@pytest.mark.parametrize(("capacity", "provider", "rights", "desk", "kept", "marked"), TABLE)
def test_a_service_request_goes_where_the_table_says(capacity, provider, rights, desk, kept, marked) -> None:
    found = routing.route(capacity=capacity, provider=provider, has_rights=rights)
    assert (found.desk, found.provider, found.without_rights) == (desk, kept, marked)


@pytest.mark.parametrize(
    ("partner", "is_tied", "code"),
    [
        (PROVIDER, True, ""),
        (PROVIDER, False, "not_related"),
        (SUSPENDED, True, "partner_suspended"),
    ],
)
def test_who_may_raise_one(partner, is_tied, code) -> None:
    assert code_of(routing.check_may_raise, partner, is_tied=is_tied) == code


@pytest.mark.parametrize(
    ("through", "direct", "code"),
    [
        (PROVIDER, False, ""),
        (PROVIDER, True, ""),
        (None, True, ""),
        (None, False, "way_not_open"),
        (SUSPENDED, True, "way_not_open"),
    ],
)
def test_a_reseller_goes_to_its_own_provider_and_nowhere_else(through, direct, code) -> None:
    assert code_of(routing.check_way, through, providers=[PROVIDER], may_go_direct=direct) == code


def test_a_closed_one_and_one_at_another_desk_are_left_alone() -> None:
    assert code_of(routing.check_not_closed, ServiceRequest(status="closed")) == "service_request_closed"
    assert code_of(routing.check_not_closed, ServiceRequest(status="answered")) == ""
    assert code_of(routing.check_desk, ServiceRequest(desk="operator"), "provider") == "not_at_this_desk"


@pytest.mark.parametrize(("severity", "hours"), [("A", 2), ("B", 4), ("C", 8)])
def test_the_target_of_the_first_response_follows_the_severity(severity, hours) -> None:
    assert ServiceRequest(severity=severity).target.total_seconds() == hours * 3600
