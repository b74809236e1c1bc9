"""Boxes for directory roles, each with what it can do and how much risk lies in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from customers.grants.models import DirectoryRole

RISK_LEVELS = {"low": 1, "medium": 2, "high": 3}


class RolesField(forms.MultipleChoiceField):
    """Some of the roles that the form offers, by their codes."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": _("Choose at least one role."),
        "invalid_choice": _("Choose roles from the list, each once."),
    }

    def __init__(self, **kwargs: Any) -> None:
        self.roles: dict[str, DirectoryRole] = {}
        super().__init__(**kwargs)

    def offer(self, roles: Iterable[DirectoryRole]) -> None:
        """What can be chosen; set on the field of one form."""
        self.roles = {role.code: role for role in roles}
        self.choices = [(role.code, role.name) for role in self.roles.values()]


@dataclass(frozen=True)
class RoleBox:
    """One role as a row: its box and what it means."""

    control: SafeString
    control_id: str
    role: DirectoryRole

    @property
    def risk_level(self) -> int:
        return RISK_LEVELS[self.role.risk]


def list_boxes(bound: BoundField) -> list[RoleBox]:
    """The boxes of a bound `RolesField`, described by the power of each role."""
    field: RolesField = bound.field  # type: ignore[assignment]
    return [draw_box(choice, field.roles[str(choice.data["value"])]) for choice in bound]


def draw_box(choice: Any, role: DirectoryRole) -> RoleBox:
    box_id = choice.id_for_label
    choice.data["attrs"] |= {"class": "form-check-input", "aria-describedby": f"{box_id}_power"}
    return RoleBox(choice.tag(), box_id, role)
