"""The part of the deed where a customer allows granular rights: each role, how long, and whether they extend."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from customers.grants.days import end_after
from customers.grants.models import SHORTEST_DAYS, DirectoryRole
from invitations.case import Decision
from partnercenter.canonical.fields import WholeNumberField
from partnercenter.pages.forms import PortalForm
from partnercenter.pages.times import frame_last_day, last_instant, say_last_day, zone_label

LEVELS = {DirectoryRole.Risk.LOW: 1, DirectoryRole.Risk.MEDIUM: 2, DirectoryRole.Risk.HIGH: 3}


class TickedField(forms.MultipleChoiceField):
    """Boxes whose values the action checks against what is asked: it refuses every other one with its words."""

    def valid_value(self, value: Any) -> bool:
        return True


@dataclass(frozen=True)
class AskedRole:
    """A row of the deed: the role, its bars of risk, what it is for, and whether it is ticked."""

    role: DirectoryRole
    level: int
    tasks: list[str]
    is_ticked: bool


class AllowingFields(PortalForm):
    """Nothing is ticked beforehand (decisions §5, K06): what the customer leaves as it is, it does not grant."""

    roles = TickedField(label=_("Roles"), required=False)
    days = WholeNumberField(
        label=_("Duration in days"),
        required=False,
        error_messages={"invalid": _("Enter the days as a number.")},
    )
    auto_extends = forms.BooleanField(required=False)

    decision: Decision

    def describe_allowing(self) -> None:
        """The asked days to begin with; an extension is there to be allowed only where it is asked."""
        asked = self.decision.invitation
        if not self.decision.asks_roles:
            for name in AllowingFields.base_fields:
                del self.fields[name]
            return
        self.initial.setdefault("days", asked.days)
        self.fields["auto_extends"].label = _("Allow it to extend by 180 days at a time")
        if not asked.auto_extends:
            del self.fields["auto_extends"]

    @cached_property
    def asked_roles(self) -> list[AskedRole]:
        """One row for each role that is asked."""
        ticked = {str(value) for value in self["roles"].value() or ()}
        rows = DirectoryRole.objects.filter(code__in=self.decision.invitation.roles).prefetch_related("tasks")
        return [
            AskedRole(
                role=role,
                level=LEVELS[DirectoryRole.Risk(role.risk)],
                tasks=[task.name for task in role.tasks.all()],
                is_ticked=role.code in ticked,
            )
            for role in rows
        ]

    @property
    def typed_days(self) -> int:
        """The days as entered, where they can be granted; else those asked."""
        most = self.decision.invitation.days or SHORTEST_DAYS
        try:
            typed = self.fields["days"].clean(self["days"].value())
        except forms.ValidationError:
            return most
        return typed if typed and SHORTEST_DAYS <= typed <= most else most

    @property
    def ends_at(self) -> datetime:
        """When rights of that many days would end, if they were granted now."""
        zone = self.decision.customer.time_zone
        return end_after(self.typed_days, start=timezone.now(), zone=zone)

    @property
    def how_long(self) -> str:
        """K09: days and end, before anything is decided."""
        until = say_last_day(self.ends_at, self.decision.customer.time_zone)
        words = ngettext(
            "%(days)d day, %(until)s. You can shorten this, not lengthen it.",
            "%(days)d days, %(until)s. You can shorten this, not lengthen it.",
            self.typed_days,
        )
        return words % {"days": self.typed_days, "until": until}

    @property
    def end_frame(self) -> str:
        """The words around an end, `{day}` in its place, for the script that says it as one types."""
        zone = self.decision.customer.time_zone
        return frame_last_day("{day}", zone_label(last_instant(self.ends_at, zone)))
