"""The directory roles as they are loaded, found, and proposed."""

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override

from customers.grants.models import DirectoryRole, RoleTask
from customers.grants.queries.roles import available_roles, propose_roles, role_names, roles_of, tasks_to_choose
from customers.grants.reference.roles import ROLES
from customers.grants.reference.tasks import TASKS

pytestmark = pytest.mark.django_db
# R-10E: what the modelled system grants by default when a customer is made
DEFAULTS = (
    *("directory_readers", "directory_writers", "license_administrator", "service_support_administrator"),
    *("user_administrator", "privileged_role_administrator", "helpdesk_administrator"),
    *("privileged_authentication_administrator", "global_reader", "cloud_application_administrator"),
    "application_administrator",
)


def test_the_roles_that_matter_are_loaded_with_words_in_both_languages() -> None:
    roles = {role.code: role for role in DirectoryRole.objects.all()}
    assert set(DEFAULTS) < set(roles)
    assert len(roles) == len(ROLES) == len({role.template_id for role in roles.values()})
    for role in roles.values():
        assert all((role.name_en, role.name_ja)), role
        assert (role.power_en[-1], role.power_ja[-1]) == (".", "。"), role
    assert str(roles["global_administrator"].template_id) == "62e90394-69f5-4237-9190-012177145e10"
    assert [role.code for role in roles.values() if role.is_global_admin] == ["global_administrator"]


def test_every_role_serves_a_task_and_every_task_names_roles_that_exist() -> None:
    codes = {role.code for role in ROLES}
    assert {code for task in TASKS for code in task.roles} == codes
    assert RoleTask.objects.count() == len(TASKS) == tasks_to_choose().count()


def test_a_role_speaks_the_readers_language() -> None:
    role = DirectoryRole.objects.get(code="helpdesk_administrator")
    with override("ja"):
        assert (role.name, role_names(["global_reader", "unheard_of"])) == (
            "ヘルプデスク管理者",
            ["グローバル閲覧者", "unheard_of"],
        )
    with override("en"):
        assert (role.name, str(role)) == ("Helpdesk Administrator",) * 2


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("license", {"license_administrator"}),
        ("ライセンス", {"license_administrator"}),
        ("らいせんす 管理", {"license_administrator"}),
        ("f2ef992c", {"global_reader"}),
        ("mailboxes", {"exchange_administrator"}),
        ("no such thing", set()),
    ],
)
def test_roles_are_found_by_any_part_of_name_power_or_identifier(typed: str, found: set[str]) -> None:
    assert {role.code for role in available_roles(typed)} == found


def test_a_role_that_was_withdrawn_is_neither_listed_nor_proposed() -> None:
    DirectoryRole.objects.filter(code="password_administrator").update(is_available=False)
    assert not available_roles("password_administrator").exists()
    assert [role.code for role in propose_roles(["reset_passwords"])] == ["helpdesk_administrator"]
    assert roles_of(["password_administrator"])


@pytest.mark.parametrize(
    ("tasks", "proposed"),
    [
        ([], []),
        (["no_such_task"], []),
        (["reset_passwords"], ["password_administrator"]),
        (["reset_passwords", "raise_service_requests"], ["helpdesk_administrator"]),
        (["assign_licences", "raise_service_requests"], ["license_administrator", "service_support_administrator"]),
        (["assign_licences", "manage_users", "reset_passwords", "invite_guests"], ["user_administrator"]),
        (["manage_calls"], ["teams_communications_administrator"]),
        (["manage_calls", "manage_teams"], ["teams_administrator"]),
        (["read_details", "read_settings"], ["global_reader"]),
        (["manage_everything"], ["global_administrator"]),
    ],
)
def test_the_smallest_roles_are_proposed_for_what_somebody_wants_to_do(tasks: list[str], proposed: list[str]) -> None:
    assert [role.code for role in propose_roles(tasks)] == proposed


def test_all_tasks_at_once_are_answered_too() -> None:
    proposed = {role.code for role in propose_roles([task.code for task in TASKS])}
    for task in TASKS:
        assert proposed & set(task.roles), task.code


def test_the_database_keeps_codes_and_rows_of_roles() -> None:
    for change in (
        lambda rows: rows.update(code="another"),
        lambda rows: rows._raw_delete(rows.db),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(DirectoryRole.objects.filter(code="global_reader"))
