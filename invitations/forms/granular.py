"""The part of page 1 that asks for granular rights: name, roles with the help to choose few, days, extension."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.grants.models import (
    LONGEST_DAYS,
    NAME_LENGTH,
    SHORTEST_DAYS,
    Area,
    DirectoryRole,
    RoleTask,
    RoleTemplate,
)
from customers.grants.queries.roles import available_roles, by_area, tasks_to_choose
from invitations.forms.names import without_links
from partnercenter.canonical.fields import LineField, WholeNumberField
from partnercenter.canonical.searching import search_words
from partnercenter.pages.forms import PortalForm
from partnercenter.partners.models import Partner

DEFAULT_DAYS = 365
RISK_LEVELS = {DirectoryRole.Risk.LOW: 1, DirectoryRole.Risk.MEDIUM: 2, DirectoryRole.Risk.HIGH: 3}


@dataclass(frozen=True)
class RoleRow:
    """A role with its box. `is_found` is False for one that the search did not find, and that is not ticked."""

    role: DirectoryRole
    is_ticked: bool
    is_found: bool = True

    @property
    def level(self) -> int:
        """1 to 3 bars of risk."""
        return level_of(self.role)


@dataclass(frozen=True)
class RoleGroup:
    """The roles about one thing; open where there is something to see."""

    code: str
    label: str | Promise
    rows: list[RoleRow]
    is_searched: bool = False

    @property
    def ticked(self) -> int:
        return sum(row.is_ticked for row in self.rows)

    @property
    def is_open(self) -> bool:
        return bool(self.ticked) or (self.is_searched and any(row.is_found for row in self.rows))

    @property
    def is_found(self) -> bool:
        return any(row.is_found for row in self.rows)


@dataclass(frozen=True)
class TaskGroup:
    """The tasks about one thing, each with whether it is ticked."""

    label: str | Promise
    rows: list[tuple[RoleTask, bool]]

    @property
    def is_open(self) -> bool:
        return any(is_ticked for _task, is_ticked in self.rows)


def level_of(role: DirectoryRole) -> int:
    """The bars of a role's risk, 1 to 3."""
    return RISK_LEVELS[DirectoryRole.Risk(role.risk)]


class GranularFields(PortalForm):
    """Read only where granular rights are chosen; the rules on them are the action's."""

    grant_name = LineField(
        label=_("Name of the rights"),
        max_length=NAME_LENGTH,
        help_text=_("You and the customer see it in lists. At most 50 characters, and only once in your company."),
    )
    tasks = forms.MultipleChoiceField(label=_("What do you want to do?"), required=False)
    template = forms.ChoiceField(label=_("Role template"), required=False)
    find = LineField(label=_("Search the roles"), max_length=60, required=False)
    found = LineField(widget=forms.HiddenInput, max_length=60, required=False)
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        error_messages={"invalid_choice": _("Choose roles from the list, each once.")},
    )
    days = WholeNumberField(
        label=_("Duration"),
        initial=DEFAULT_DAYS,
        min_value=SHORTEST_DAYS,
        max_value=LONGEST_DAYS,
        help_text=_("In days, from 1 to 730. Counts from acceptance."),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Enter a duration from 1 to 730 days.")
        ),
    )
    auto_extends = forms.BooleanField(
        label=_("Extend by 180 days each time"),
        required=False,
        help_text=_("Not together with Global Administrator. Both sides can turn it off on any day."),
    )
    rights_alone = forms.BooleanField(
        label=_("Ask for these rights alone"),
        required=False,
        help_text=_("Without a reseller relationship: you can administer, but not sell."),
    )
    kept_name = LineField(label=_("Save the roles as a template"), max_length=NAME_LENGTH, required=False)

    partner: Partner

    def describe_granular(self) -> None:
        """The choices of this partner, read when somebody looks at them: who asks for less pays for no query."""
        self.choices_of("roles", lambda: [(role.code, role.name_en) for role in self.all_roles])
        self.choices_of("tasks", lambda: [(task.code, task.name_en) for task in self.all_tasks])
        own = [("", _("Choose a template"))]
        self.choices_of("template", lambda: own + [(str(each.public_id), each.name) for each in self.templates])
        no_name = _("Enter a name of 1 to %(most)d characters.") % {"most": NAME_LENGTH}
        self.fields["grant_name"].error_messages["required"] = no_name
        for name in ("grant_name", "find", "kept_name"):
            self.fields[name].widget.attrs |= {"autocomplete": "off"}

    def choices_of(self, name: str, choices: Callable[[], list[tuple[Any, Any]]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    @cached_property
    def all_roles(self) -> list[DirectoryRole]:
        return list(available_roles())

    @cached_property
    def templates(self) -> list[RoleTemplate]:
        return list(self.partner.role_templates.all())

    @cached_property
    def all_tasks(self) -> list[RoleTask]:
        return list(tasks_to_choose())

    def clean_grant_name(self) -> str:
        return without_links(self.cleaned_data["grant_name"])

    def ticked(self, name: str) -> list[str]:
        """The boxes of `name` that are ticked, as they came."""
        return [str(value) for value in self[name].value() or ()]

    @property
    def role_groups(self) -> list[RoleGroup]:
        """All roles by area, those that the search does not find marked."""
        typed = str(self["find"].value() or "")
        ticked, words = set(self.ticked("roles")), search_words(typed)
        return [
            RoleGroup(area.value, area.label, [draw(role, ticked, words) for role in rows], is_searched=bool(words))
            for area, rows in by_area(self.all_roles)
        ]

    @property
    def chosen_roles(self) -> int:
        return sum(group.ticked for group in self.role_groups)

    @property
    def finds_nothing(self) -> bool:
        return not any(group.is_found for group in self.role_groups)

    @property
    def task_groups(self) -> Iterator[TaskGroup]:
        """What a partner may want to do, by area."""
        ticked = set(self.ticked("tasks"))
        for area, rows in by_area(self.all_tasks):
            yield TaskGroup(Area(area).label, [(task, task.code in ticked) for task in rows])

    def granular_values(self) -> dict[str, Any]:
        """These fields as `Terms` takes them."""
        given = self.cleaned_data
        return {
            "grant_name": given["grant_name"],
            "roles": tuple(given["roles"]),
            "days": given["days"] or 0,
            "auto_extends": given["auto_extends"],
            "with_relationship": not given.get("rights_alone", False),
        }


def draw(role: DirectoryRole, ticked: set[str], words: list[str]) -> RoleRow:
    """A ticked role is shown whatever is searched, so that nothing is asked unseen."""
    is_ticked = role.code in ticked
    return RoleRow(role, is_ticked, is_ticked or all(word in role.search_text for word in words))
