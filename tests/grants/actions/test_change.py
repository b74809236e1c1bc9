"""Rights change while they live: fewer roles, another way to end, granular in the place of full, other hands."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from customers.directory.models import CustomerRole
from customers.grants.actions import end_grant, hand_over, reduce_grant, replace_full_by_granular, set_auto_extend
from customers.grants.actions.change import MOST_AT_ONCE
from customers.grants.models import DelegatedAdminGrant
from customers.grants.terms import GranularTerms
from customers.relationships.models import PartnerCustomer
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.grants.conftest import granular_of

pytestmark = pytest.mark.django_db
NOBODY = "nobody who may"


@pytest.fixture
def people(agent, admin):
    """Everybody who might press a button."""
    partner, customer = agent.partner, admin.customer
    staff = {role: factories.PartnerMembershipFactory(partner=partner, roles=[role]) for role in PartnerRole}
    theirs = {role: factories.CustomerMembershipFactory(customer=customer, role=role) for role in CustomerRole}
    return {
        "partner": agent,
        "customer": admin,
        "job": None,
        "operator": factories.UserFactory(operator=True),
        "somebody": factories.UserFactory(),
        "sales agent": staff[PartnerRole.SALES_AGENT],
        "partner's global admin": staff[PartnerRole.GLOBAL_ADMIN],
        "left agent": factories.PartnerMembershipFactory(partner=partner, left_at=factories.ago(days=1)),
        "other partner": factories.PartnerMembershipFactory(),
        "billing admin": theirs[CustomerRole.BILLING_ADMIN],
        "left admin": factories.CustomerMembershipFactory(customer=customer, left_at=factories.ago(days=1)),
        "other customer": factories.CustomerMembershipFactory(),
    }


MAY_REDUCE = {"partner", "customer", "job", "operator"}


def outcome(deed) -> str:
    """`done`, the code of the refusal, or `forbidden`."""
    try:
        deed()
    except PermissionDenied:
        return "forbidden"
    except ValidationError as refusal:
        return refusal.code
    return "done"


def test_who_may_leave_roles_out(people, agent, admin) -> None:
    for who, by in people.items():
        grant = granular_of(agent, admin)
        found = outcome(lambda grant=grant, by=by: reduce_grant(grant=grant, without=grant.roles[:1], by=by))
        assert found == ("done" if who in MAY_REDUCE else "forbidden"), who


def test_who_may_switch_the_extension(people, agent, admin) -> None:
    may_switch = {True: {"customer"}, False: MAY_REDUCE}
    for on, may in may_switch.items():
        for who, by in people.items():
            grant = granular_of(agent, admin, auto_extends=not on)
            found = outcome(lambda grant=grant, by=by, on=on: set_auto_extend(grants=[grant], on=on, by=by))
            assert found == ("done" if who in may else "forbidden"), (who, on)


def test_a_suspended_partner_changes_nothing(granular, agent, admin) -> None:
    partner = agent.partner
    partner.status, partner.suspended_at, partner.suspended_by = "suspended", factories.ago(days=1), admin.user
    partner.save()
    assert outcome(lambda: reduce_grant(grant=granular, without=granular.roles[:1], by=agent)) == "partner_suspended"
    assert outcome(lambda: reduce_grant(grant=granular, without=granular.roles[:1], by=admin)) == "done"


@pytest.mark.parametrize(
    ("without", "code"),
    [([], "roles"), (["global_reader"], "roles"), (["license_administrator"], "done"), (None, "nothing_left")],
)
def test_one_role_at_least_stays(without, code: str, granular, admin) -> None:
    leave_out = granular.roles if without is None else without
    assert outcome(lambda: reduce_grant(grant=granular, without=leave_out, by=admin)) == code


def test_roles_are_taken_back_at_once_with_event_and_mails(granular, agent, admin) -> None:
    reduce_grant(grant=granular, without=["user_administrator"], reason="Not needed", by=admin)

    granular.refresh_from_db()
    assert granular.roles == ["license_administrator", "helpdesk_administrator"]
    event = AuditEvent.objects.get(action="grant.reduced")
    assert (event.side, event.actor_id) == ("customer", admin.user.public_id)
    assert event.details == {"kind": "granular", "left_out": ["user_administrator"], "roles": granular.roles}
    assert mails("grant.reduced") == {
        "grant.reduced_partner": [agent.user.email],
        "grant.reduced_customer": [admin.user.email],
    }


def mails(prefix: str) -> dict[str, list[str]]:
    """Who got which mail."""
    found: dict[str, list[str]] = {}
    for email in OutboundEmail.objects.filter(kind__startswith=prefix).order_by("pk"):
        found.setdefault(email.kind, []).append(email.recipient)
    return found


def test_switching_tells_both_sides_each_time_and_a_second_press_tells_nobody(granular, agent, admin) -> None:
    for on, by in ((True, admin), (True, admin), (False, agent), (False, admin), (True, admin)):
        set_auto_extend(grants=[granular], on=on, by=by)

    granular.refresh_from_db()
    assert granular.auto_extends
    assert granular.auto_extend_changed_at is not None
    actions = [event.action for event in AuditEvent.objects.filter(action__startswith="grant.auto").order_by("pk")]
    assert actions == ["grant.auto_extend_on", "grant.auto_extend_off", "grant.auto_extend_on"]
    assert {kind: len(told) for kind, told in mails("grant.auto_extend").items()} == {
        "grant.auto_extend_on_partner": 2,
        "grant.auto_extend_on_customer": 2,
        "grant.auto_extend_off_partner": 1,
        "grant.auto_extend_off_customer": 1,
    }


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, "done"),
        ({"roles": ["global_administrator"]}, "auto_extend_global_admin"),
        ({"ends_at": factories.ago(days=1)}, "grant_not_active"),
        ({"granular": False, "roles": []}, "full_rights_whole"),
    ],
)
def test_what_can_extend_by_itself(facts: dict, code: str, agent, admin) -> None:
    grant = granular_of(agent, admin, **facts)
    assert outcome(lambda: set_auto_extend(grants=[grant], on=True, by=admin)) == code


def test_many_are_switched_together_or_none_is(agent, admin) -> None:
    grants = [granular_of(agent, admin, auto_extends=True) for _ in range(MOST_AT_ONCE)]
    one_more = granular_of(agent, admin, auto_extends=True)
    assert outcome(lambda: set_auto_extend(grants=[*grants, one_more], on=False, by=agent)) == "too_many"
    end_grant(grant=grants[7], side="customer", by=admin.user)
    assert outcome(lambda: set_auto_extend(grants=grants, on=False, by=agent)) == "grant_not_active"
    assert not AuditEvent.objects.filter(action="grant.auto_extend_off").exists()

    assert len(set_auto_extend(grants=[*grants[:7], one_more], on=False, by=agent)) == 8


TERMS = GranularTerms(name="", roles=("license_administrator", "global_reader"), days=90, auto_extends=True)


def test_granular_rights_take_the_place_of_full_ones_at_once(full, agent, admin) -> None:
    begun = replace_full_by_granular(grant=full, terms=TERMS, reason="Less is enough", by=admin)

    full.refresh_from_db()
    assert (full.status, full.ended_side, full.ended_by, full.end_reason) == (
        *("terminated", "customer"),
        *(admin.user, "Less is enough"),
    )
    assert (begun.kind, begun.status, begun.days, begun.auto_extends) == ("granular", "active", 90, True)
    assert begun.roles == ["license_administrator", "global_reader"]
    assert begun.name.startswith("REPLACED-")
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == ["grant.ended", "grant.started"]
    assert set(mails("grant")) == {"grant.replaced_partner", "grant.replaced_customer"}
    assert not mails("rights")
    pair = PartnerCustomer.objects.get(partner=agent.partner, customer=admin.customer)
    assert (pair.rights, pair.rights_until) == ("granular", begun.ends_at)


def test_what_cannot_be_replaced(full, granular, agent, admin) -> None:
    def replace(grant, by=admin, **changes):
        terms = GranularTerms(**vars(TERMS) | changes)
        return outcome(lambda: replace_full_by_granular(grant=grant, terms=terms, by=by))

    assert replace(granular) == "not_full"
    assert replace(full, roles=()) == "roles"
    assert replace(full, roles=("custom_role",)) == "roles"
    assert replace(full, days=731) == "days"
    assert replace(full, roles=("global_administrator",)) == "auto_extend_global_admin"
    assert replace(full, name=granular.name) == "name_taken"
    assert replace(full, by=factories.CustomerMembershipFactory()) == "forbidden"
    full.refresh_from_db()
    assert full.status == "active"

    end_grant(grant=full, side="partner", by=agent.user)
    assert replace(full) == "grant_not_active"


def test_a_cloud_without_granular_rights_replaces_none() -> None:
    germany = factories.PartnerFactory(cloud=factories.cloud("germany"), country="DE")
    boss = factories.CustomerMembershipFactory(customer=factories.CustomerFactory(cloud=germany.cloud, country="DE"))
    held = factories.DelegatedAdminGrantFactory(partner=germany, customer=boss.customer)
    found = outcome(lambda: replace_full_by_granular(grant=held, terms=TERMS, by=boss))
    assert found == "granular_not_in_cloud"


def test_rights_pass_into_other_hands_and_neither_partner_learns_of_the_other(full, agent, admin) -> None:
    other = factories.PartnerMembershipFactory()

    hand_over(grant=full, to=other.partner, reason="Changed provider", by=admin)

    full.refresh_from_db()
    assert (full.status, full.ended_side) == ("terminated", "customer")
    assert set(mails("rights")) == {"rights.ended_partner", "rights.ended_customer"}
    assert mails("grant") == {"grant.invited_partner": [other.user.email]}
    invitation = AuditEvent.objects.get(action="rights.invited")
    assert (invitation.partner_id, invitation.customer_id) == (other.partner.public_id, admin.customer.public_id)
    of_other = AuditEvent.objects.filter(partner_id=other.partner.public_id)
    assert str(agent.partner.public_id) not in str(list(of_other.values()))
    of_first = AuditEvent.objects.filter(partner_id=agent.partner.public_id)
    assert str(other.partner.public_id) not in str(list(of_first.values()))
    assert not DelegatedAdminGrant.objects.filter(partner=other.partner).exists()


def test_to_whom_rights_cannot_pass(full, agent, admin) -> None:
    elsewhere = factories.PartnerFactory(cloud=factories.cloud("china"), country="CN")
    for to in (agent.partner, elsewhere, factories.PartnerFactory(suspended=True)):
        assert outcome(lambda to=to: hand_over(grant=full, to=to, by=admin)) == "hand_over_to"
    stranger = factories.CustomerMembershipFactory()
    assert outcome(lambda: hand_over(grant=full, to=factories.PartnerFactory(), by=stranger)) == "forbidden"
    full.refresh_from_db()
    assert full.status == "active"
