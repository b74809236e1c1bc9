"""Which group gets which roles of a grant, and which roles a partner leaves out of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.grants.forms.ending import EndRightsForm
from customers.grants.forms.roles import RolesField
from customers.grants.models import AccessAssignment, DelegatedAdminGrant, SecurityGroup
from customers.grants.queries.assignments import groups_of
from customers.grants.queries.roles import roles_of
from partnercenter.pages.forms import PortalForm


class AssignedRolesForm(PortalForm):
    """Roles out of the grant for a group that has some."""

    roles = RolesField(label=_("Roles for this group"))

    def __init__(self, *args: Any, grant: DelegatedAdminGrant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: RolesField = self.fields["roles"]  # type: ignore[assignment]
        roles.offer(roles_of(grant.roles))


class AssignForm(AssignedRolesForm):
    """A group that has none of the grant's roles yet, and roles for it."""

    group = forms.ModelChoiceField(
        label=_("Security group"),
        queryset=SecurityGroup.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose a group"),
    )
    field_order = ("group", "roles")

    def __init__(self, *args: Any, grant: DelegatedAdminGrant, **kwargs: Any) -> None:
        super().__init__(*args, grant=grant, **kwargs)
        group: forms.ModelChoiceField = self.fields["group"]  # type: ignore[assignment]
        has_some = AccessAssignment.objects.filter(grant=grant).exclude(status=AccessAssignment.Status.REMOVED)
        group.queryset = groups_of(grant.partner).exclude(pk__in=has_some.values("group"))


class LeaveOutRolesForm(EndRightsForm):
    """The roles that are given up, and why."""

    roles = RolesField(label=_("Roles to give up"))
    field_order = ("roles", "reason")

    def __init__(self, *args: Any, grant: DelegatedAdminGrant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("The customer reads it. At most 500 characters.")
        roles: RolesField = self.fields["roles"]  # type: ignore[assignment]
        roles.offer(roles_of(grant.roles))


class GiveUpForm(EndRightsForm):
    """Why the partner gives rights up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("The customer reads it. At most 500 characters.")
