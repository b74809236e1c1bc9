"""The pure checks of an answer, as tables."""

import pytest

from invitations.rules.acceptance import (
    breaks_indirect_model,
    broken_cloud_rule,
    is_recipient,
    may_answer,
    stands_for_recipient,
    why_dead,
    why_unavailable,
)
from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.models import Partner


@pytest.mark.parametrize(
    ("status", "is_past", "is_replaced", "is_reusable", "reason"),
    [
        ("ready", False, False, False, ""),
        ("sent", False, False, True, ""),
        ("sent", True, False, False, "expired"),
        ("sent", False, True, False, "replaced"),
        ("sent", True, True, False, "replaced"),
        ("accepted", False, False, False, "used"),
        ("accepted", False, False, True, "limit"),
        ("accepted", True, True, False, "used"),
        ("declined", False, False, False, "used"),
        ("cancelled", True, False, False, "cancelled"),
        ("expired", True, False, False, "expired"),
        ("replaced", False, True, False, "replaced"),
    ],
)
def test_why_a_link_is_dead(status, is_past, is_replaced, is_reusable, reason):
    found = why_dead(status=status, is_past=is_past, is_replaced=is_replaced, is_reusable=is_reusable)
    assert found == reason


@pytest.mark.parametrize(
    ("role", "asks_rights", "may"),
    [
        ("global_admin", True, True),
        ("global_admin", False, True),
        ("billing_admin", True, False),
        ("billing_admin", False, True),
        ("user", True, False),
        ("user", False, False),
        ("", False, False),
    ],
)
def test_which_role_answers_what(role, asks_rights, may):
    assert may_answer(role, asks_rights=asks_rights) is may


def test_nobody_is_the_recipient_of_an_open_request():
    assert not is_recipient("", ["", "a@x.example"])
    assert is_recipient("a@x.example", ["b@x.example", "a@x.example"])
    assert not is_recipient("a@x.example", [])


@pytest.mark.parametrize(
    ("role", "domains", "stands"),
    [
        ("global_admin", {"x.example"}, True),
        ("global_admin", {"y.example"}, False),
        ("global_admin", {"sub.x.example"}, False),
        ("global_admin", set(), False),
        ("billing_admin", {"x.example"}, False),
    ],
)
def test_who_stands_for_the_recipient(role, domains, stands):
    assert stands_for_recipient("a@x.example", role=role, confirmed_domains=domains) is stands


def test_why_partners_are_not_available():
    ready, bare = Partner(programme_agreement_version="1"), Partner()
    suspended = Partner(programme_agreement_version="1", status="suspended")
    assert why_unavailable([ready], partnership_stands=True) == ""
    assert why_unavailable([ready, suspended], partnership_stands=False) == "suspended"
    assert why_unavailable([ready, bare], partnership_stands=True) == "agreement"
    assert why_unavailable([ready, ready], partnership_stands=False) == "partnership"


@pytest.mark.parametrize(
    ("flag", "rights", "rule"),
    [
        ("allows_no_rights", "none", "rights_required"),
        ("allows_full_rights", "full", "full_not_allowed"),
        ("allows_granular_rights", "granular", "granular_not_allowed"),
    ],
)
def test_a_flag_of_the_cloud_decides_on_a_kind_of_rights(flag, rights, rule):
    assert broken_cloud_rule(CloudRegion(), rights=rights, capacity="direct") == ""
    assert broken_cloud_rule(CloudRegion(**{flag: False}), rights=rights, capacity="direct") == rule


def test_one_partner_at_a_time_where_the_cloud_says_so():
    single = CloudRegion(allows_multi_partner=False)
    assert broken_cloud_rule(single, rights="full", capacity="direct", has_other_partner=True) == "single_partner"
    assert broken_cloud_rule(single, rights="full", capacity="direct") == ""


@pytest.mark.parametrize(
    ("model", "capacity", "on_behalf", "breaks"),
    [
        ("none", "direct", False, False),
        ("none", "reseller", False, True),
        ("none", "provider", True, True),
        ("either", "reseller", False, False),
        ("either", "provider", True, False),
        ("provider_invites", "reseller", False, True),
        ("provider_invites", "provider", True, False),
        ("provider_invites", "direct", False, False),
    ],
)
def test_who_asks_where_a_provider_stands_between(model, capacity, on_behalf, breaks):
    assert breaks_indirect_model(model, capacity=capacity, on_behalf=on_behalf) is breaks
