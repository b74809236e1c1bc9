"""Granular rights begin as the customer allows them."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from customers.directory.models import Customer
from customers.grants.actions import end_grant, write_granular_grant
from customers.grants.models import DelegatedAdminGrant
from customers.grants.terms import GranularTerms
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import Partner
from tests import factories

pytestmark = pytest.mark.django_db
ASKED = GranularTerms(
    name="KTK-2026-118", roles=("license_administrator", "global_reader", "helpdesk_administrator"), days=365
)


@pytest.fixture
def admin(customer_membership: object) -> User:
    return customer_membership.user


def grant_of(partner: Partner, customer: Customer, by: User, **changes) -> DelegatedAdminGrant:
    asked = replace(ASKED, **changes.pop("asked", {}))
    terms = replace(asked, **changes)
    return write_granular_grant(partner=partner, customer=customer, terms=terms, asked=asked, by=by)


def test_rights_begin_with_fewer_roles_and_a_shorter_time(partner: Partner, customer: Customer, admin: User) -> None:
    with time_machine.travel(datetime(2026, 11, 20, 3, tzinfo=UTC), tick=False):
        grant = grant_of(partner, customer, admin, roles=("global_reader", "license_administrator"), days=90)

    grant.refresh_from_db()
    assert (grant.kind, grant.status, grant.name) == ("granular", "active", "KTK-2026-118")
    assert grant.roles == ["license_administrator", "global_reader"]  # in the order asked
    assert (grant.days, grant.extended_times, grant.auto_extends) == (90, 0, False)
    assert grant.ends_at == datetime(2027, 2, 18, 15, tzinfo=UTC)  # midnight after 18 February in Tokyo
    assert (grant.granted_by, grant.partner, grant.customer) == (admin, partner, customer)


def test_the_event_holds_what_every_later_state_builds_on(partner: Partner, customer: Customer, admin: User) -> None:
    grant = grant_of(partner, customer, admin, asked={"auto_extends": True})

    event = AuditEvent.objects.get(action="grant.started")
    assert (event.side, event.object_id, event.actor_id) == ("customer", grant.public_id, admin.public_id)
    assert event.details == {
        "kind": "granular",
        "roles": list(ASKED.roles),
        "days": 365,
        "ends_at": grant.ends_at.isoformat(),
        "auto_extends": True,
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"days": 366}, "widened"),
        ({"roles": ()}, "roles"),
        ({"roles": (*ASKED.roles, "user_administrator")}, "roles"),
        ({"auto_extends": True}, "widened"),
        (
            {"asked": {"roles": ("global_administrator",), "auto_extends": True}},
            "auto_extend_global_admin",
        ),
    ],
)
def test_nothing_is_widened_and_nothing_written(partner, customer, admin, changes: dict, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        grant_of(partner, customer, admin, **changes)

    assert refused.value.code == code
    assert not DelegatedAdminGrant.objects.exists()
    assert not AuditEvent.objects.filter(action="grant.started").exists()


def test_a_name_serves_one_grant_in_force_of_a_partner(partner: Partner, customer: Customer, admin: User) -> None:
    first = grant_of(partner, customer, admin)
    with pytest.raises(ValidationError) as refused:
        grant_of(partner, factories.CustomerFactory(), admin)
    assert refused.value.code == "name_taken"

    grant_of(factories.PartnerFactory(), customer, admin)  # another partner may use it
    end_grant(grant=first, side="customer", by=admin)
    assert grant_of(partner, customer, admin).name == first.name  # and the partner again, once it has ended


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"days": 0}, "delegatedadmingrant_end_fits_kind"),
        ({"days": 731}, "delegatedadmingrant_end_fits_kind"),
        ({"days": None}, "delegatedadmingrant_end_fits_kind"),
        ({"ends_at": None}, "delegatedadmingrant_end_fits_kind"),
        ({"roles": []}, "delegatedadmingrant_end_fits_kind"),
        ({"ends_at": factories.ago(days=200)}, "delegatedadmingrant_end_fits_kind"),
        ({"kind": "full"}, "delegatedadmingrant_end_fits_kind"),
        ({"kind": "full", "roles": [], "days": None, "ends_at": None, "auto_extends": True}, "end_fits_kind"),
        ({"auto_extends": True, "roles": ["global_administrator"]}, "delegatedadmingrant_all_powerful_ends"),
        ({"status": "lost"}, "delegatedadmingrant_ended_when_and_who"),
        ({"status": "expired"}, "delegatedadmingrant_ended_when_and_who"),
        ({"status": "terminated", "ended_at": factories.ago(days=1)}, "delegatedadmingrant_ended_when_and_who"),
        ({"ended_side": "customer"}, "delegatedadmingrant_ended_when_and_who"),
    ],
)
def test_the_database_refuses_unlawful_rows(changes: dict, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factories.DelegatedAdminGrantFactory(granular=True, **changes)


def test_the_database_keeps_terms_and_never_adds_a_role(partner: Partner, customer: Customer, admin: User) -> None:
    grant = grant_of(partner, customer, admin)
    rows = DelegatedAdminGrant.objects.filter(pk=grant.pk)
    for change in (
        {"roles": ["global_administrator"]},
        {"roles": [*grant.roles, "user_administrator"]},
        {"days": 700},
        {"name": "another"},
        {"starts_at": factories.ago(days=700)},
        {"kind": "full", "roles": [], "days": None, "ends_at": None},
        {"partner": factories.PartnerFactory()},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    rows.update(roles=grant.roles[:1])


def test_the_database_knows_which_roles_there_are() -> None:
    with pytest.raises(DatabaseError, match="no such role"), transaction.atomic():
        factories.DelegatedAdminGrantFactory(granular=True, roles=["global_reader", "custom_role"])


def test_every_move_from_every_status_is_allowed_or_refused_by_the_database_as_the_table_says() -> None:
    ends = {
        "active": {"ended_at": None, "ended_side": ""},
        "expired": {"ended_at": factories.ago(days=1), "ended_side": ""},
        "terminated": {"ended_at": factories.ago(days=1), "ended_side": "customer"},
    }
    for before, after in itertools.product(ends, repeat=2):
        grant = factories.DelegatedAdminGrantFactory(granular=True, status=before, **ends[before])
        try:
            with transaction.atomic():
                DelegatedAdminGrant.objects.filter(pk=grant.pk).update(status=after, **ends[after])
            moved = True
        except DatabaseError:
            moved = False
        assert moved == (after in DelegatedAdminGrant.MOVES[before] or before == after == "active"), (before, after)
