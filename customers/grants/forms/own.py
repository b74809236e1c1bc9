"""A partner's own: its security groups and its role templates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.grants.forms.roles import RolesField
from customers.grants.models import GROUP_NAME_LENGTH, NAME_LENGTH, SecurityGroup
from customers.grants.queries.assignments import members_of
from customers.grants.queries.roles import available_roles
from partnercenter.canonical.fields import LineField
from partnercenter.pages.forms import PortalForm
from partnercenter.partners.models import Partner, PartnerMembership


class MembersField(forms.ModelMultipleChoiceField):
    """Colleagues by name, with what they are at the partner."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user} – {obj.role_label}"


class GroupForm(PortalForm):
    """The name of a group and who is in it; it may be empty."""

    name = LineField(label=pgettext_lazy("group or template", "Name"), max_length=GROUP_NAME_LENGTH)
    members = MembersField(
        label=_("Members"), queryset=PartnerMembership.objects.none(), to_field_name="public_id", required=False
    )

    def __init__(self, *args: Any, partner: Partner, group: SecurityGroup | None = None, **kwargs: Any) -> None:
        if group:
            here = [str(member.public_id) for member in members_of(group)]
            kwargs["initial"] = {"name": group.name, "members": here}
        super().__init__(*args, **kwargs)
        members: forms.ModelMultipleChoiceField = self.fields["members"]  # type: ignore[assignment]
        staff = PartnerMembership.objects.filter(partner=partner, left_at=None)
        members.queryset = staff.select_related("user").order_by("user__display_name", "pk")


class TemplateForm(PortalForm):
    """A name and a selection of roles to ask with."""

    name = LineField(label=pgettext_lazy("group or template", "Name"), max_length=NAME_LENGTH)
    roles = RolesField(label=_("Roles"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles: RolesField = self.fields["roles"]  # type: ignore[assignment]
        roles.offer(available_roles())
