"""Groups and what they get out of grants: who may, what is refused, how assignments move, and drift."""

import itertools

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from customers.grants.actions import (
    assign,
    change_assignment,
    change_group,
    create_group,
    delete_group,
    delete_template,
    end_grant,
    reduce_grant,
    remove_assignment,
    save_template,
)
from customers.grants.actions.assign import activate_pending
from customers.grants.models import AccessAssignment, DelegatedAdminGrant, RoleTemplate
from customers.grants.queries.assignments import (
    Drift,
    assignments_of,
    drift_of,
    groups_of,
    members_of,
    reaches_somebody,
    with_access,
)
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.grants.actions.test_change import outcome
from tests.grants.conftest import granular_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(agent):
    return factories.PartnerMembershipFactory(partner=agent.partner, roles=[PartnerRole.HELPDESK_AGENT])


@pytest.fixture
def group(agent, colleague):
    return create_group(name="Service desk", members=[agent, colleague], by=agent)


def test_a_group_is_made_changed_and_deleted_and_the_log_says_who_came_and_went(group, agent, colleague) -> None:
    new = factories.PartnerMembershipFactory(partner=agent.partner)
    change_group(group=group, name="First line", members=[agent, new], by=agent)
    assert [one.name for one in groups_of(agent.partner)] == ["First line"]
    assert set(members_of(group)) == {agent, new}
    event = AuditEvent.objects.get(action="group.changed")
    assert (event.side, event.partner_id) == ("partner", agent.partner.public_id)
    assert event.details == {"came": [str(new.public_id)], "went": [str(colleague.public_id)]}

    delete_group(group=group, by=agent)
    assert not groups_of(agent.partner).exists()
    assert outcome(lambda: delete_group(group=group, by=agent)) == "group_deleted"
    assert outcome(lambda: create_group(name="First line", members=[], by=agent)) == "done"


def test_what_a_group_cannot_be(group, agent) -> None:
    outsider, left = factories.PartnerMembershipFactory(), factories.PartnerMembershipFactory(partner=agent.partner)
    left.left_at = factories.ago(days=1)
    left.save()
    for name, members, code in (
        ("", [], "group_name"),
        ("x" * 101, [], "group_name"),
        ("Service desk", [], "group_name_taken"),
        ("Other", [outsider], "group_members"),
        ("Other", [left], "group_members"),
    ):
        assert outcome(lambda name=name, members=members: create_group(name=name, members=members, by=agent)) == code
    assert outcome(lambda: delete_group(group=group, by=outsider)) == "forbidden"


@pytest.mark.parametrize("role", PartnerRole)
def test_which_roles_reach_groups_and_assignments(role, group, granular, agent) -> None:
    by = factories.PartnerMembershipFactory(partner=agent.partner, roles=[role])
    may_group = role in (PartnerRole.ADMIN_AGENT, PartnerRole.GLOBAL_ADMIN)
    found = outcome(lambda: change_group(group=group, name="Service desk", members=[], by=by))
    assert found == ("done" if may_group else "forbidden")
    found = outcome(lambda: assign(grant=granular, group=group, roles=granular.roles, by=by))
    assert found == ("done" if role == PartnerRole.ADMIN_AGENT else "forbidden")


def test_an_assignment_waits_becomes_active_and_goes(granular, group, agent) -> None:
    assignment = assign(grant=granular, group=group, roles=["user_administrator", "license_administrator"], by=agent)
    assert (assignment.status, assignment.roles) == ("pending", ["license_administrator", "user_administrator"])

    assert (activate_pending(), activate_pending()) == (1, 0)
    assignment.refresh_from_db()
    assert (assignment.status, assignment.activated_at is None) == ("active", False)

    change_assignment(assignment=assignment, roles=["helpdesk_administrator"], by=agent)
    remove_assignment(assignment=assignment, by=agent)
    assignment.refresh_from_db()
    assert (assignment.status, assignment.removed_by) == ("removed", agent.user)
    events = AuditEvent.objects.filter(object_id=granular.public_id).order_by("pk")
    assert [(event.action, event.side) for event in events] == [
        ("assignment.created", "partner"),
        ("assignment.activated", "system"),
        ("assignment.changed", "partner"),
        ("assignment.removed", "partner"),
    ]
    assert {event.details["group"] for event in events} == {str(group.public_id)}
    assert outcome(lambda: remove_assignment(assignment=assignment, by=agent)) == "assignment_removed"
    assert outcome(lambda: assign(grant=granular, group=group, roles=granular.roles, by=agent)) == "done"


def test_what_cannot_be_assigned(granular, full, group, agent, admin) -> None:
    def code(grant=granular, to=group, roles=("license_administrator",), by=agent):
        return outcome(lambda: assign(grant=grant, group=to, roles=roles, by=by))

    gone = delete_group(group=create_group(name="Gone", members=[], by=agent), by=agent)
    others = factories.SecurityGroupFactory()
    assert code(roles=()) == "roles"
    assert code(roles=("global_reader",)) == "roles"
    assert code(grant=full) == "full_rights_whole"
    assert code(to=gone) == "group_deleted"
    assert code(to=others) == "forbidden"
    assert code(by=factories.PartnerMembershipFactory()) == "forbidden"
    assert code(grant=granular_of(agent, admin, ends_at=factories.ago(hours=1))) == "grant_not_active"
    assert code() == "done"
    assert code() == "assigned_already"
    end_grant(grant=granular, side="customer", by=admin.user)
    assert code() == "grant_not_active"


def test_nothing_is_activated_of_rights_that_ended_or_groups_that_are_gone(granular, group, agent, admin) -> None:
    assign(grant=granular, group=group, roles=granular.roles, by=agent)
    other = granular_of(agent, admin)
    assign(grant=other, group=create_group(name="B", members=[], by=agent), roles=other.roles, by=agent)
    delete_group(group=group, by=agent)
    end_grant(grant=other, side="customer", by=admin.user)
    assert activate_pending() == 0


def spoil_nothing(assignment, agent, admin):
    pass


def spoil_group(assignment, agent, admin):
    delete_group(group=assignment.group, by=agent)


def spoil_members(assignment, agent, admin):
    change_group(group=assignment.group, name="A", members=[], by=agent)


def spoil_people(assignment, agent, admin):
    assignment.group.members.update(left_at=factories.ago(minutes=1))


def spoil_a_role(assignment, agent, admin):
    reduce_grant(grant=assignment.grant, without=["license_administrator"], by=admin)


def spoil_all_roles(assignment, agent, admin):
    reduce_grant(grant=assignment.grant, without=assignment.roles, by=admin)


@pytest.mark.parametrize(
    ("spoil", "drift", "reaches"),
    [
        (spoil_nothing, [], True),
        (spoil_group, [Drift.GROUP_DELETED], False),
        (spoil_members, [Drift.GROUP_EMPTY], False),
        (spoil_people, [Drift.GROUP_EMPTY], False),
        (spoil_a_role, [Drift.ROLES_GONE], True),
        (spoil_all_roles, [Drift.ROLES_GONE], False),
    ],
)
def test_an_assignment_that_no_longer_means_what_it_says_is_found(
    spoil, drift, reaches, granular, agent, colleague, admin
) -> None:
    group = factories.SecurityGroupFactory(partner=agent.partner, members=[colleague])
    roles = ["license_administrator", "helpdesk_administrator"]
    assignment = factories.AccessAssignmentFactory(grant=granular, group=group, roles=roles)

    spoil(assignment, agent, admin)

    found = list(assignments_of(granular))
    assert [drift_of(one) for one in found] == [drift]
    assert reaches_somebody(found) == reaches
    assert with_access(DelegatedAdminGrant.objects.filter(pk=granular.pk)).get().has_access == reaches


TIMES = {
    "pending": {"activated_at": None, "removed_at": None},
    "active": {"activated_at": factories.ago(days=2), "removed_at": None},
    "removed": {"activated_at": None, "removed_at": factories.ago(days=1)},
}


def test_assignments_move_as_the_table_says_and_the_database_refuses_every_other_move(agent, admin) -> None:
    for before, after in itertools.product(TIMES, repeat=2):
        grant = granular_of(agent, admin)
        who = {"removed_by": admin.user if before == "removed" else None}
        assignment = factories.AccessAssignmentFactory(grant=grant, status=before, **TIMES[before], **who)
        who = {"removed_by": admin.user if after == "removed" else None}
        try:
            with transaction.atomic():
                AccessAssignment.objects.filter(pk=assignment.pk).update(status=after, **TIMES[after], **who)
            moved = True
        except DatabaseError:
            moved = False
        stays = before == after != "removed"
        assert moved == (stays or after in AccessAssignment.MOVES[before]), (before, after)


def test_the_database_refuses_roles_and_groups_that_do_not_belong(granular, group, agent) -> None:
    lawful = {"grant": granular, "group": group, "roles": ["license_administrator"]}
    for wrong in ({"roles": ["global_reader"]}, {"roles": []}, {"group": factories.SecurityGroupFactory()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            factories.AccessAssignmentFactory(**lawful | wrong)
    factories.AccessAssignmentFactory(**lawful)
    with pytest.raises(DatabaseError, match="one_a_group"), transaction.atomic():
        factories.AccessAssignmentFactory(**lawful)


def test_a_partner_keeps_selections_of_roles(agent) -> None:
    boss = factories.PartnerMembershipFactory(partner=agent.partner, roles=[PartnerRole.GLOBAL_ADMIN])
    kept = save_template(name="Service desk", roles=["global_reader", "license_administrator"], by=boss)
    assert (
        outcome(lambda: save_template(name="Service desk", roles=["global_reader"], by=boss)) == "template_name_taken"
    )
    assert outcome(lambda: save_template(name="B", roles=["custom_role"], by=boss)) == "roles"
    assert outcome(lambda: save_template(name="B", roles=["global_reader"], by=agent)) == "forbidden"
    stranger = factories.PartnerMembershipFactory(roles=[PartnerRole.GLOBAL_ADMIN])
    assert outcome(lambda: delete_template(template=kept, by=stranger)) == "forbidden"
    save_template(name="Desk", roles=["global_reader"], template=kept, by=boss)
    assert RoleTemplate.objects.get().roles == ["global_reader"]
    delete_template(template=kept, by=boss)
    assert not RoleTemplate.objects.exists()


def test_refusals_say_a_sentence(granular, group, agent) -> None:
    with pytest.raises(ValidationError) as refused:
        assign(grant=granular, group=group, roles=[], by=agent)
    assert refused.value.messages == ["Choose at least one role."]
