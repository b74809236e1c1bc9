"""Inviting a colleague, changing roles, leaving a team."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.fields import EmailAddressField
from partnercenter.clouds.models import TenantDomain
from partnercenter.pages.forms import ChoiceNote, ChoiceRowsField, PortalForm
from partnercenter.teams.kinds import TeamKind, team_kind
from partnercenter.teams.models import SecondFactorRule

NOBODY = "nobody"


class RoleBoxesField(forms.MultipleChoiceField):
    """Boxes for `{% choice_rows %}`, each role with what it may do."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, notes: dict[str, ChoiceNote] | None = None, **kwargs: Any) -> None:
        self.notes = notes or {}
        super().__init__(**kwargs)


class RolesForm(PortalForm):
    """What a member is: boxes where a person may have several roles, else one of them."""

    def __init__(self, *args: Any, kind: TeamKind, roles: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = list(roles)
        self.fields["roles"] = draw_roles(kind, given if kind.has_several else "".join(given[:1]))
        if "language" in self.fields:
            self.order_fields(["email", "roles", "language"])

    def keep_last_role(self, kind: TeamKind) -> None:
        """Shows as disabled what would take the last global admin away: that box, or all other rows."""
        reason = format_lazy(_("Give a colleague the role “{role}” first."), role=kind.say_roles([kind.last_role]))
        locked = [role.value for role in kind.roles if (role.value == kind.last_role) is kind.has_several]
        notes = {role: replace(kind.notes.get(role, ChoiceNote()), reason=reason) for role in locked}
        self.fields["roles"].notes = kind.notes | notes  # type: ignore[attr-defined]

    def chosen_roles(self) -> list[str]:
        """The roles as memberships hold them, in the order of the page."""
        chosen = self.cleaned_data["roles"]
        return [chosen] if isinstance(chosen, str) else list(chosen)


def draw_roles(kind: TeamKind, initial: Any) -> forms.Field:
    """The field of a kind's roles."""
    choices = [(role.value, role.label) for role in kind.roles]
    field = RoleBoxesField if kind.has_several else ChoiceRowsField
    missing = _("Choose at least one role.") if kind.has_several else _("Choose a role.")
    return field(
        label=_("Roles") if kind.has_several else _("Role"),
        choices=choices,
        notes=kind.notes,
        initial=initial,
        error_messages={"required": missing},
    )


class InviteForm(RolesForm):
    """The address, the roles, the language of the mail."""

    email = EmailAddressField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=settings.LANGUAGES)


class RemoveForm(PortalForm):
    """Who takes over what waits for an answer; nothing is asked where nothing passes on."""

    successor = forms.ChoiceField(
        label=_("Requests and customers pass to"),
        error_messages={
            "required": _("Choose who takes over, or nobody."),
            "invalid_choice": _("Choose a colleague who works for the same partner."),
        },
    )

    def __init__(self, *args: Any, colleagues: Iterable[Any] | None, **kwargs: Any) -> None:
        """`colleagues` is None for teams in which nothing passes on."""
        super().__init__(*args, **kwargs)
        self.colleagues = {str(each.public_id): each for each in colleagues or ()}
        if colleagues is None:
            del self.fields["successor"]
            return
        names = [(key, str(each.user)) for key, each in self.colleagues.items()]
        nobody = (NOBODY, _("Nobody; what waits for an answer is withdrawn"))
        self.fields["successor"].choices = [("", _("Choose who takes over")), *names, nobody]  # type: ignore[attr-defined]

    def chosen_successor(self) -> Any:
        """The colleague's membership, or None."""
        return self.colleagues.get(self.cleaned_data.get("successor", ""))


class FactorRuleForm(forms.ModelForm):
    """The administration's form: a cloud, partners or customers, and which of their roles need a second factor."""

    roles = forms.MultipleChoiceField(
        label=_("Roles that need a second factor"), widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = SecondFactorRule
        fields = ("cloud", "member_kind", "roles")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(role.value, role.label) for kind in TenantDomain.Owner for role in team_kind(kind).roles]
        self.fields["roles"].choices = list(dict(named).items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Only roles that members of that kind have. Code `role_of_others`."""
        cleaned = super().clean() or self.cleaned_data
        known = (
            {role.value for role in team_kind(cleaned["member_kind"]).roles} if cleaned.get("member_kind") else set()
        )
        if known and not set(cleaned.get("roles", ())) <= known:
            self.add_error("roles", forms.ValidationError(_("These members have no such role."), code="role_of_others"))
        return cleaned
