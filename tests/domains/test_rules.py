"""The rules of domains as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from partnercenter.clouds.models import TenantDomain
from partnercenter.domains import rules
from partnercenter.domains.models import MOVES, DomainClaim
from partnercenter.domains.queries import with_above
from tests.refusals import code_of

NOW = datetime(2026, 11, 20, tzinfo=UTC)
CONFIRMED, UNCONFIRMED = TenantDomain(domain="a.example", confirmed_at=NOW), TenantDomain(domain="a.example")
STATUSES = DomainClaim.Status.values


@pytest.mark.parametrize(
    ("rule", "args", "code"),
    [
        (rules.check_ownable, ("minato.example",), ""),
        (rules.check_ownable, ("gmail.com",), "free_mail"),
        (rules.check_ownable, ("mail.gmail.com",), "free_mail"),
        (rules.check_room, (19,), ""),
        (rules.check_room, (20,), "too_many_claims"),
        (rules.check_pause, (None, NOW), ""),
        (rules.check_pause, (NOW - timedelta(seconds=9), NOW), "checked_just_now"),
        (rules.check_pause, (NOW - timedelta(seconds=10), NOW), ""),
        (rules.check_reason, ("Seen the contract",), ""),
        (rules.check_reason, (" \t",), "no_reason"),
        (rules.check_reason, ("x" * 301,), "reason_too_long"),
        (rules.check_removable, (UNCONFIRMED,), ""),
        (rules.check_removable, (CONFIRMED,), "domain_confirmed"),
        (rules.check_may_be_primary, (CONFIRMED,), ""),
        (rules.check_may_be_primary, (UNCONFIRMED,), "domain_unconfirmed"),
        (rules.check_unconfirmable, (CONFIRMED,), ""),
        (rules.check_unconfirmable, (UNCONFIRMED,), "domain_unconfirmed"),
    ],
)
def test_each_rule_refuses_what_it_says(rule, args, code):
    assert code_of(rule, *args) == code


@pytest.mark.parametrize(
    ("holder", "is_member", "code"),
    [
        (CONFIRMED, False, ""),
        (UNCONFIRMED, False, ""),
        (CONFIRMED, True, "own_organisation"),
        (None, False, "nobody_holds_it"),
    ],
)
def test_a_dispute_needs_somebody_else_who_holds_the_domain(holder, is_member, code):
    assert code_of(rules.check_disputable, holder, is_member=is_member) == code


@pytest.mark.parametrize("now", STATUSES)
@pytest.mark.parametrize("then", STATUSES)
def test_a_claim_moves_along_the_table_alone(now, then):
    assert bool(code_of(rules.check_move, DomainClaim(status=now), then)) == (then not in MOVES[now])


def test_what_is_decided_stays_decided():
    assert [status for status in STATUSES if not MOVES[status]] == ["granted", "rejected", "withdrawn"]


def test_a_domain_lies_below_those_that_end_it():
    assert with_above("a.b.minato.example") == ["a.b.minato.example", "b.minato.example", "minato.example"]
