"""The administration's forms of partners' staff."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnercenter.partners.models import PartnerMembership, PartnerRole
from partnercenter.partners.staff import check_keeps_global_admin, check_may_leave, colleagues_of


class MembershipForm(forms.ModelForm):
    """Somebody on a partner's staff, with roles to tick."""

    roles = forms.MultipleChoiceField(
        label=_("roles"), choices=PartnerRole.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = PartnerMembership
        fields = ("partner", "user", "roles")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].label = capfirst(self.fields["roles"].label)


class LeavingForm(MembershipForm):
    """A member who is there: other roles, or the end of the membership, with who takes over (decisions §4)."""

    leaves = forms.BooleanField(label=_("Leaves the partner now"), required=False)
    successor = forms.ModelChoiceField(
        label=_("Requests pass to"),
        queryset=PartnerMembership.objects.none(),
        required=False,
        empty_label=_("Nobody; what waits for an answer is withdrawn"),
        help_text=_("A colleague who takes over requests and customers. Read only where the person leaves."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = colleagues_of(self.instance)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A partner keeps a global admin, whether roles change or somebody leaves."""
        cleaned = super().clean() or self.cleaned_data
        try:
            if cleaned.get("leaves"):
                check_may_leave(self.instance, cleaned.get("successor"))
            elif PartnerRole.GLOBAL_ADMIN not in cleaned.get("roles", ()):
                check_keeps_global_admin(self.instance)
        except ValidationError as refusal:
            self.add_error("leaves" if cleaned.get("leaves") else "roles", refusal)
        return cleaned
