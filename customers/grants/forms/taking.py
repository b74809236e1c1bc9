"""What a customer says when it takes rights back in part, replaces them or hands them over."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from customers.grants.forms.ending import EndRightsForm
from customers.grants.forms.roles import RoleBox, RolesField, list_boxes
from customers.grants.models import LONGEST_DAYS, SHORTEST_DAYS, Area, DelegatedAdminGrant
from customers.grants.queries.roles import available_roles, roles_of, tasks_to_choose
from customers.grants.terms import GranularTerms
from partnercenter.canonical.fields import WholeNumberField
from partnercenter.partners.models import Partner

DEFAULT_DAYS = 365
OUT_OF_RANGE = _("Enter a duration from 1 to 730 days.")


class TakeBackRolesForm(EndRightsForm):
    """The roles that the partner loses, and why."""

    roles = RolesField(label=_("Roles to leave out"))
    field_order = ("roles", "reason")

    def __init__(self, *args: Any, grant: DelegatedAdminGrant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: RolesField = self.fields["roles"]  # type: ignore[assignment]
        roles.offer(roles_of(grant.roles))


class ReplaceRightsForm(EndRightsForm):
    """The roles that full rights shrink to, for how long, and the help to choose few."""

    tasks = forms.MultipleChoiceField(
        label=_("What is the partner to do for you?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    roles = RolesField(label=_("Roles that it keeps"))
    days = WholeNumberField(
        label=_("Duration"),
        initial=DEFAULT_DAYS,
        min_value=SHORTEST_DAYS,
        max_value=LONGEST_DAYS,
        help_text=_("In days, from 1 to 730. Counts from today."),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), OUT_OF_RANGE),
    )
    auto_extends = forms.BooleanField(
        label=_("Extend by 180 days each time"),
        required=False,
        help_text=_("Not together with Global Administrator. Both sides can turn it off on any day."),
    )
    field_order = ("tasks", "roles", "days", "auto_extends", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: RolesField = self.fields["roles"]  # type: ignore[assignment]
        roles.offer(available_roles())
        tasks: forms.MultipleChoiceField = self.fields["tasks"]  # type: ignore[assignment]
        tasks.choices = [(task.code, task.name) for task in tasks_to_choose()]

    def terms(self) -> GranularTerms:
        """What is chosen; the action finds a name for it."""
        given = self.cleaned_data
        return GranularTerms(
            name="", roles=tuple(given["roles"]), days=given["days"], auto_extends=given["auto_extends"]
        )


class PartnerField(forms.ModelChoiceField):
    """Partners by their names."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.legal_name)


class HandOverForm(EndRightsForm):
    """Which of the customer's other partners is invited to ask; `partners` are those."""

    to = PartnerField(
        label=_("Partner that takes over"), queryset=Partner.objects.none(), to_field_name="public_id", empty_label=None
    )
    field_order = ("to", "reason")

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: PartnerField = self.fields["to"]  # type: ignore[assignment]
        to.queryset = partners


@dataclass(frozen=True)
class BoxGroup:
    """The boxes of the roles about one thing; open where one of them is ticked."""

    area: Area
    boxes: list[RoleBox]
    is_open: bool


def group_boxes(bound: BoundField) -> list[BoxGroup]:
    """The boxes of a bound `RolesField` by area, in the areas' order."""
    boxes, ticked = list_boxes(bound), set(bound.value() or ())
    found = [(area, [box for box in boxes if box.role.area == area]) for area in Area]
    return [BoxGroup(area, here, any(box.role.code in ticked for box in here)) for area, here in found if here]
