"""A thousand random orders of everything that can happen to rights: the log explains the state each time."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from customers.grants.actions import end_grant, reduce_grant, set_auto_extend, write_granular_grant
from customers.grants.actions.life import alone, expire, extend
from customers.grants.models import DelegatedAdminGrant
from customers.grants.terms import GranularTerms
from partnercenter.audit.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
ORDERS, DAY = 250, timedelta(days=1)  # orders for each seed
ROLES = ("license_administrator", "helpdesk_administrator", "user_administrator")
TERMS = GranularTerms(name="KTK-118", roles=ROLES, days=30, auto_extends=True)


class World:
    """A partner and a customer without anybody to tell, rights that are accepted, and a clock that moves on."""

    def __init__(self) -> None:
        self.partner, self.customer = factories.PartnerFactory(), factories.CustomerFactory(time_zone="Europe/Berlin")
        self.admin = factories.CustomerMembershipFactory(customer=self.customer)
        self.agent = factories.PartnerMembershipFactory(partner=self.partner)
        self.shown = DelegatedAdminGrant()


def accept(world: World, chance: random.Random) -> None:
    roles = tuple(role for role in ROLES if chance.random() < 0.8) or ROLES
    days = chance.randint(1, 30)
    chosen = GranularTerms(**vars(TERMS) | {"roles": roles, "days": days, "auto_extends": chance.random() < 0.6})
    pair = {"partner": world.partner, "customer": world.customer}
    world.shown = write_granular_grant(**pair, terms=chosen, asked=TERMS, by=world.admin.user)


def end(world: World, chance: random.Random) -> None:
    side = chance.choice(["customer", "partner", "operator", "system"])
    end_grant(grant=world.shown, side=side, by=None if side == "system" else world.admin.user)


def leave_out(world: World, chance: random.Random) -> None:
    by = chance.choice([world.admin, world.agent])
    reduce_grant(grant=world.shown, without=chance.sample(ROLES, chance.randint(1, 2)), by=by)


def switch(world: World, chance: random.Random) -> None:
    by = chance.choice([world.admin, world.agent])
    set_auto_extend(grants=[world.shown], on=chance.random() < 0.5, by=by)


def let_extend(world: World, chance: random.Random) -> None:
    alone(world.shown.pk, extend, passing(world, chance))


def let_expire(world: World, chance: random.Random) -> None:
    alone(world.shown.pk, expire, passing(world, chance))


def passing(world: World, chance: random.Random) -> datetime:
    """Some days later, most often near the end."""
    return world.shown.ends_at + chance.choice([-2 * DAY, -DAY / 2, timedelta(0), DAY, 180 * DAY])


DEEDS: list[Callable[[World, random.Random], None]] = [accept, end, leave_out, switch, let_extend, let_expire]


def explain(grant: DelegatedAdminGrant) -> dict[str, Any]:
    """The state that the events of a grant, in the order of the log, lead to."""
    state: dict[str, Any] = {"status": "unborn", "ended_side": "", "extended_times": 0}
    for event in AuditEvent.objects.filter(object_id=grant.public_id).order_by("pk"):
        assert state["status"] == ("unborn" if event.action == "grant.started" else "active"), "after its end"
        state |= after(event, state)
    return state


def after(event: AuditEvent, state: dict[str, Any]) -> dict[str, Any]:
    """What one event changes, from what was before."""
    said = event.details
    match event.action:
        case "grant.started":
            begun = {name: said[name] for name in ("roles", "ends_at", "auto_extends", "days")}
            return begun | {"status": "active"}
        case "grant.reduced":
            assert sorted(said["roles"] + said["left_out"]) == sorted(state["roles"])
            return {"roles": said["roles"]}
        case "grant.auto_extend_on" | "grant.auto_extend_off":
            assert state["auto_extends"] != event.action.endswith("_on")
            return {"auto_extends": event.action.endswith("_on")}
        case "grant.extended":
            assert (state["auto_extends"], said["from"]) == (True, state["ends_at"])
            return {"ends_at": said["to"], "extended_times": state["extended_times"] + said["times"]}
        case "grant.expired":
            assert (state["auto_extends"], said["ends_at"]) == (False, state["ends_at"])
            return {"status": "expired"}
        case "grant.ended":
            return {"status": "terminated", "ended_side": event.side}
        case "grant.nearing_end":
            return {}
    raise AssertionError(event.action)


@pytest.mark.parametrize("seed", range(4))
def test_the_log_explains_the_state_after_every_order_of_events(seed: int) -> None:
    chance, world, seen = random.Random(seed), World(), set()
    for _ in range(ORDERS):
        with transaction.atomic():
            seen.add(live_once(world, chance))
            transaction.set_rollback(True)
    assert {status for status, _side in seen} == {"active", "expired", "terminated"}
    assert {side for _status, side in seen} == {"", "customer", "partner", "operator", "system"}


def live_once(world: World, chance: random.Random) -> tuple[str, str]:
    """One order of deeds on rights that have just been accepted; how they stand at last."""
    accept(world, chance)
    for deed in chance.choices(DEEDS, k=chance.randint(1, 3)):
        # What is refused must have left no trace, which the explanation shows.
        with suppress(ValidationError, PermissionDenied):
            deed(world, chance)
    for grant in DelegatedAdminGrant.objects.all():
        explained = explain(grant)
        ends_at = grant.ends_at.isoformat()
        for name, value in explained.items():
            assert (ends_at if name == "ends_at" else getattr(grant, name)) == value, (name, explained)
    return grant.status, grant.ended_side
