"""The checks on granular terms, as tables."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from customers.grants import rules
from customers.grants.models import DelegatedAdminGrant
from customers.grants.terms import GranularTerms

ALL = {"global_reader", "license_administrator", "global_administrator"}
ASKED = GranularTerms(
    name="KTK-2026-118", roles=("global_reader", "license_administrator"), days=365, auto_extends=True
)


def code_of(check, *args, **kwargs) -> str:
    """The code of the refusal; empty where there is none."""
    try:
        check(*args, **kwargs)
    except ValidationError as refusal:
        return refusal.code if refusal.messages[0].endswith(".") else "no sentence"
    return ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"name": "x" * 50}, ""),
        ({"name": ""}, "grant_name"),
        ({"name": "  "}, "grant_name"),
        ({"name": "x" * 51}, "grant_name"),
        ({"roles": ()}, "roles"),
        ({"roles": ("global_reader", "global_reader")}, "roles"),
        ({"roles": ("custom_role",)}, "roles"),
        ({"days": 0}, "days"),
        ({"days": 1}, ""),
        ({"days": 730}, ""),
        ({"days": 731}, "days"),
        ({"roles": ("global_administrator",)}, "auto_extend_global_admin"),
        ({"roles": ("global_administrator",), "auto_extends": False}, ""),
    ],
)
def test_what_may_be_asked(changes: dict, code: str) -> None:
    assert code_of(rules.check_terms, replace(ASKED, **changes), available=ALL) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"roles": ("license_administrator",)}, ""),
        ({"days": 1}, ""),
        ({"auto_extends": False}, ""),
        ({"roles": ()}, "roles"),
        ({"roles": ("global_reader", "global_administrator")}, "roles"),
        ({"days": 366}, "widened"),
        ({"days": 0}, "days"),
        ({"name": "another"}, "widened"),
    ],
)
def test_what_a_customer_may_allow_of_it(changes: dict, code: str) -> None:
    assert code_of(rules.check_within, replace(ASKED, **changes), asked=ASKED) == code


def test_a_customer_never_switches_an_extension_on_that_was_not_asked() -> None:
    assert code_of(rules.check_within, ASKED, asked=replace(ASKED, auto_extends=False)) == "widened"


@pytest.mark.parametrize(
    ("without", "code"),
    [
        (["global_reader"], ""),
        ([], "roles"),
        (["global_administrator"], "roles"),
        (["global_reader", "license_administrator"], "nothing_left"),
    ],
)
def test_which_roles_may_be_left_out(without: list[str], code: str) -> None:
    grant = DelegatedAdminGrant(kind="granular", roles=list(ASKED.roles))
    assert code_of(rules.check_fewer_roles, grant, without) == code


@pytest.mark.parametrize("status", ["expired", "terminated"])
def test_only_active_rights_end(status: str) -> None:
    assert code_of(rules.check_active, DelegatedAdminGrant(status=status)) == "grant_not_active"
    assert code_of(rules.check_active, DelegatedAdminGrant(status="active")) == ""


def test_full_rights_have_no_parts() -> None:
    assert code_of(rules.check_granular, DelegatedAdminGrant(kind="full")) == "full_rights_whole"
    assert code_of(rules.check_granular, DelegatedAdminGrant(kind="granular")) == ""
