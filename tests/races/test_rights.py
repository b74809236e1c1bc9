"""Changes of rights beside each other, with real transactions: one order or the other, and the log knows which."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from customers.grants.actions import assign, reduce_grant, set_auto_extend
from customers.grants.actions.life import alone, expire_due, extend, extend_due, remind_due
from customers.grants.models import AccessAssignment, DelegatedAdminGrant, GrantNotice
from customers.grants.queries.grants import database_now
from customers.grants.tasks import keep
from customers.relationships.actions import end_rights
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.pages.lives import find_zone, midnight_after
from tests import factories
from tests.grants.test_interleavings import explain
from tests.races.starting import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db]
ROUNDS = 8


@pytest.fixture
def sides():
    """An admin agent and a customer's global administrator."""
    return factories.PartnerMembershipFactory(), factories.CustomerMembershipFactory()


def grant_of(sides, **facts) -> DelegatedAdminGrant:
    agent, admin = sides
    grant = factories.DelegatedAdminGrantFactory(
        partner=agent.partner, customer=admin.customer, granted_by=admin.user, granular=True, **facts
    )
    begun = {"roles": grant.roles, "days": grant.days, "auto_extends": grant.auto_extends}
    AuditEvent.objects.create(
        action="grant.started",
        side="customer",
        object_type="delegatedadmingrant",
        object_id=grant.public_id,
        details=begun | {"ends_at": grant.ends_at.isoformat()},
    )
    return grant


def end_of_today(sides) -> datetime:
    """The end of rights whose last day it is where their customer is, at whatever hour the test runs."""
    zone = sides[1].customer.time_zone
    return midnight_after(database_now().astimezone(find_zone(zone)).date(), zone)


def check_explained(grant: DelegatedAdminGrant) -> None:
    """The log, in its order, leads to the row as it is."""
    grant.refresh_from_db()
    for name, value in explain(grant).items():
        assert (grant.ends_at.isoformat() if name == "ends_at" else getattr(grant, name)) == value, name


def test_an_end_on_the_last_day_never_races_an_extension(sides) -> None:
    ends_at = end_of_today(sides)
    for _ in range(ROUNDS):
        grant = grant_of(sides, ends_at=ends_at, auto_extends=True)
        by = sides[1].user
        results = at_once(partial(end_rights, grant=grant, side="customer", by=by), extend_due, extend_due)
        assert not [error for error in results if isinstance(error, Exception)]
        check_explained(grant)
        assert (grant.status, grant.ended_side) == ("terminated", "customer")
        assert grant.extended_times in (0, 1)


def test_switching_off_beside_the_job_extends_once_or_not_at_all(sides) -> None:
    ends_at = end_of_today(sides)
    for _ in range(ROUNDS):
        grant = grant_of(sides, ends_at=ends_at, auto_extends=True)
        switch = partial(set_auto_extend, grants=[grant], on=False, by=sides[0])
        at_once(switch, partial(alone, grant.pk, extend, ends_at), partial(alone, grant.pk, extend, ends_at))
        check_explained(grant)
        assert (grant.status, grant.auto_extends) == ("active", False)
        assert grant.extended_times in (0, 1)


def test_two_schedulers_and_four_workers_do_everything_once(sides) -> None:
    now = database_now()
    extending = [grant_of(sides, ends_at=end_of_today(sides), auto_extends=True) for _ in range(3)]
    over = [grant_of(sides, ends_at=now - timedelta(minutes=1)) for _ in range(3)]
    ending = [grant_of(sides, ends_at=now + timedelta(days=5)) for _ in range(3)]
    waiting = factories.AccessAssignmentFactory(grant=grant_of(sides), pending=True)

    at_once(*[keep] * 6)
    keep()  # what several were at work on at once is left to the next run

    for grant in (*extending, *over, *ending):
        check_explained(grant)
    assert {grant.extended_times for grant in extending} == {1}
    assert {grant.status for grant in over} == {"expired"}
    assert sorted(GrantNotice.objects.values_list("kind", flat=True)) == ["days_7"] * 3 + ["expired"] * 3
    assert OutboundEmail.objects.count() == 2 * (3 + 3 + 3)
    waiting.refresh_from_db()
    assert waiting.status == "active"
    assert AuditEvent.objects.filter(action="assignment.activated").count() == 1


def test_a_role_that_is_taken_back_meanwhile_is_never_assigned_afterwards(sides) -> None:
    agent, admin = sides
    for _ in range(ROUNDS):
        grant = grant_of(sides, roles=["global_reader", "license_administrator"])
        group = factories.SecurityGroupFactory(partner=agent.partner, members=[agent])
        give = partial(assign, grant=grant, group=group, roles=["license_administrator"], by=agent)
        at_once(give, partial(reduce_grant, grant=grant, without=["license_administrator"], by=admin))
        check_explained_with_assignments(grant)


def check_explained_with_assignments(grant: DelegatedAdminGrant) -> None:
    """Assigned first, or refused: the log never shows an assignment after the loss of its role."""
    actions = list(AuditEvent.objects.filter(object_id=grant.public_id).order_by("pk").values_list("action", flat=True))
    assigned = AccessAssignment.objects.filter(grant=grant).exists()
    given = ["assignment.created"] if assigned else []
    assert actions == ["grant.started", *given, "grant.reduced"]


def test_two_ends_at_once_are_one_end(sides) -> None:
    for _ in range(ROUNDS):
        grant = grant_of(sides)
        ends = [partial(end_rights, grant=grant, side=side, by=sides[1].user) for side in ("customer", "partner")]
        results = at_once(*ends, expire_due, remind_due)
        assert sum(isinstance(result, DelegatedAdminGrant) for result in results) == 1
        check_explained(grant)
        assert AuditEvent.objects.filter(object_id=grant.public_id, action="grant.ended").count() == 1
