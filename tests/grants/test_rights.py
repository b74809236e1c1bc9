"""The one check of a right, as a table: who may do what by which grant, role and group, and why not."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.grants.actions import change_group, delete_group, end_grant, reduce_grant, remove_assignment
from customers.grants.models import GroupMember
from customers.grants.needs import NEEDS, Need, roles_serving, smallest_role
from customers.grants.reference.roles import ROLES
from customers.grants.reference.tasks import TASKS
from customers.grants.rights import Refusal, Right, Why, may_use, may_use_any, way_out
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.grants.conftest import granular_of

pytestmark = pytest.mark.django_db
ADMIN, HELPDESK, SALES, VIEWER, BOSS = (
    *(PartnerRole.ADMIN_AGENT, PartnerRole.HELPDESK_AGENT, PartnerRole.SALES_AGENT),
    *(PartnerRole.VIEWER, PartnerRole.GLOBAL_ADMIN),
)


@pytest.fixture
def access(granular, agent):
    """The agent's group holds all three roles."""
    group = factories.SecurityGroupFactory(partner=agent.partner, members=[agent])
    return factories.AccessAssignmentFactory(grant=granular, group=group)


def test_a_member_of_a_group_acts_by_its_role_of_the_grant(access, agent, admin) -> None:
    right = may_use(agent, admin.customer, Need.ASSIGN_LICENCES)
    assert isinstance(right, Right)
    assert (right.grant, right.group, right.role) == (access.grant, access.group, "license_administrator")


def test_the_least_powerful_role_that_serves_is_the_one_that_counts(access, agent, admin) -> None:
    by_need = {need: may_use(agent, admin.customer, need).role for need in (Need.RESET_PASSWORDS, Need.MANAGE_USERS)}
    assert by_need == {Need.RESET_PASSWORDS: "helpdesk_administrator", Need.MANAGE_USERS: "user_administrator"}


def spoil_left(access, agent, admin):
    agent.left_at = factories.ago(minutes=1)
    agent.save()


def spoil_suspended(access, agent, admin):
    agent.partner.status = "suspended"
    agent.partner.suspended_at, agent.partner.suspended_by = factories.ago(minutes=1), admin.user
    agent.partner.save()


def spoil_own_role(access, agent, admin):
    agent.roles = [VIEWER]
    agent.save()


def spoil_role_gone(access, agent, admin):
    reduce_grant(grant=access.grant, without=["license_administrator", "user_administrator"], by=admin)


SPOILS: dict[str, tuple[Callable[..., object], Why]] = {
    "she left the partner": (spoil_left, Why.NOT_STAFF),
    "the partner is suspended": (spoil_suspended, Why.SUSPENDED),
    "her own role does not reach": (spoil_own_role, Why.OWN_ROLE),
    "the customer ended the rights": (
        lambda access, agent, admin: end_grant(grant=access.grant, side="customer", by=admin.user),
        Why.NO_RIGHTS,
    ),
    "the group was deleted": (lambda access, agent, admin: delete_group(group=access.group, by=agent), Why.NO_ACCESS),
    "she was taken out of the group": (
        lambda access, agent, admin: change_group(group=access.group, name="A", members=[], by=agent),
        Why.NO_ACCESS,
    ),
    "the assignment was removed": (
        lambda access, agent, admin: remove_assignment(assignment=access, by=agent),
        Why.NO_ACCESS,
    ),
    "the customer left the role out": (spoil_role_gone, Why.ROLE_MISSING),
}


# A group helps where a grant still has the role; where no grant has it, the customer is asked
WAYS = {Why.NO_RIGHTS: "ask", Why.NO_ACCESS: "groups", Why.ROLE_MISSING: "ask"}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_what_ended_a_moment_ago_is_refused_the_very_next_time(spoil, access, agent, admin) -> None:
    assert may_use(agent, admin.customer, Need.ASSIGN_LICENCES)

    spoil[0](access, agent, admin)

    answer = may_use(agent, admin.customer, Need.ASSIGN_LICENCES)
    assert isinstance(answer, Refusal)
    assert (answer.why, answer.role) == (spoil[1], "license_administrator")
    assert way_out(answer, agent, admin.customer) == WAYS.get(spoil[1], "")


def test_rights_past_their_end_have_no_effect_though_no_job_has_marked_them(agent, admin) -> None:
    grant = granular_of(agent, admin, ends_at=factories.ago(seconds=1))
    group = factories.SecurityGroupFactory(partner=agent.partner, members=[agent])
    factories.AccessAssignmentFactory(grant=grant, group=group)
    assert may_use(agent, admin.customer, Need.ASSIGN_LICENCES).why == Why.NO_RIGHTS
    assert grant.status == "active"


def test_an_assignment_gives_nothing_before_it_is_active(granular, agent, admin) -> None:
    group = factories.SecurityGroupFactory(partner=agent.partner, members=[agent])
    factories.AccessAssignmentFactory(grant=granular, group=group, pending=True)
    assert may_use(agent, admin.customer, Need.ASSIGN_LICENCES).why == Why.NO_ACCESS


def test_rights_at_one_customer_reach_no_other_and_no_other_partner(access, agent, admin) -> None:
    stranger = factories.PartnerMembershipFactory()
    assert may_use(agent, factories.CustomerFactory(), Need.ASSIGN_LICENCES).why == Why.NO_RIGHTS
    assert may_use(stranger, admin.customer, Need.ASSIGN_LICENCES).why == Why.NO_RIGHTS


# full rights make admin agents Global Administrators and helpdesk agents Helpdesk Administrators, nobody else
FULL = [
    ([ADMIN], Need.MANAGE_USERS, "global_administrator"),
    ([ADMIN], Need.MANAGE_SERVICES, "global_administrator"),
    ([HELPDESK], Need.RESET_PASSWORDS, "helpdesk_administrator"),
    ([HELPDESK], Need.BLOCK_USERS, "helpdesk_administrator"),
    ([HELPDESK], Need.READ_USERS, "helpdesk_administrator"),
    ([HELPDESK], Need.RAISE_SERVICE_REQUESTS, "helpdesk_administrator"),
    ([HELPDESK], Need.MANAGE_USERS, Why.OWN_ROLE),
    ([HELPDESK], Need.ASSIGN_LICENCES, Why.OWN_ROLE),
    ([HELPDESK, ADMIN], Need.RESET_PASSWORDS, "helpdesk_administrator"),
    ([SALES], Need.READ_USERS, Why.OWN_ROLE),
    ([SALES], Need.SEE_SERVICES, Why.OWN_ROLE),
    ([VIEWER], Need.MANAGE_USERS, Why.OWN_ROLE),
    ([BOSS], Need.MANAGE_USERS, Why.OWN_ROLE),
]


@pytest.mark.parametrize(("roles", "need", "expected"), FULL)
def test_full_rights_make_agents_what_the_sources_say(roles, need, expected, full, agent, admin) -> None:
    agent.roles = roles
    agent.save()
    answer = may_use(agent, admin.customer, need)
    assert (answer.role if answer else answer.why) == expected
    if answer:
        assert (answer.grant, answer.group) == (full, None)


def test_granular_rights_count_before_full_ones(access, full, agent, admin) -> None:
    assert may_use(agent, admin.customer, Need.ASSIGN_LICENCES).grant == access.grant
    assert may_use(agent, admin.customer, Need.MANAGE_SERVICES).grant == full


def test_a_check_takes_four_queries_at_most(access, agent, admin) -> None:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        may_use(agent, admin.customer, Need.ASSIGN_LICENCES)
    assert len(seen) <= 4


def test_a_page_can_ask_for_everything_at_once(access, agent, admin) -> None:
    answers = may_use_any(agent, admin.customer)
    assert set(answers) == set(Need)
    assert [need for need, answer in answers.items() if not answer] == [Need.MANAGE_SERVICES]


def test_a_group_never_holds_staff_of_another_partner(access) -> None:
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError, match="own partner"), transaction.atomic():
        GroupMember.objects.create(group=access.group, membership=factories.PartnerMembershipFactory())


def test_every_need_names_roles_that_exist_the_least_risky_first() -> None:
    risk = {role.code: ("low", "medium", "high").index(role.risk) for role in ROLES}
    for need in Need:
        levels = [risk[code] for code in roles_serving(need)]
        assert levels == sorted(levels), need
        assert len(set(roles_serving(need))) == len(levels)
        assert risk[smallest_role(need)] == min(levels)
    assert set(NEEDS) == set(Need)


def test_what_the_help_proposes_for_a_task_serves_the_need_of_the_same_name() -> None:
    for task in TASKS:
        if task.code in Need._value2member_map_:
            assert set(task.roles) <= set(roles_serving(Need(task.code))), task.code
