"""The help to choose few roles: a button that comes back with the smallest ones ticked, nothing lost."""

from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext as _

from customers.grants.queries.roles import propose_roles

AnyForm = TypeVar("AnyForm", bound=forms.Form)


def propose_again(form: AnyForm) -> tuple[AnyForm, str]:
    """The form unbound, as it was filled in, with the smallest roles for its `tasks` ticked; and what is said of it."""
    typed: dict[str, Any] = {
        name: field.widget.value_from_datadict(form.data, form.files, name) for name, field in form.fields.items()
    }
    wanted = [code for code in typed["tasks"] or () if code in dict(form.fields["tasks"].choices)]  # type: ignore[attr-defined]
    if not wanted:
        said = _("Tick what you want to do first; then the smallest roles for it can be proposed.")
    else:
        typed["roles"] = [role.code for role in propose_roles(wanted)]
        said = _("The smallest roles for this are ticked. Look them over before you go on.")
    return type(form)(initial=typed), said
