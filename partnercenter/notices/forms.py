"""What a person wants to be told, kind by kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from partnercenter.notices.actions import Choice
from partnercenter.notices.kinds import Kind, Start
from partnercenter.notices.models import Preference
from partnercenter.notices.queries import Reader, chosen_by

Mail = Preference.Mail


@dataclass(frozen=True)
class Row:
    """One kind on the page: its words and its two controls."""

    kind: Kind
    listed: BoundField
    mail: BoundField


class FilterForm(forms.Form):
    """Narrows the list; what it cannot read narrows nothing."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    unread = forms.BooleanField(label=_("Only unread"), required=False)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, kind.label) for kind in reader.kinds]
        self.fields["kind"].choices = [("", _("All")), *kinds]  # type: ignore[attr-defined]
        self.fields["kind"].widget.attrs["class"] = "form-select"
        self.fields["unread"].widget.attrs["class"] = "form-check-input"
        self.is_valid()

    @property
    def chosen(self) -> dict[str, Any]:
        """What the list is narrowed to."""
        return {"kind": self.cleaned_data.get("kind", ""), "unread": self.cleaned_data.get("unread", False)}

    @property
    def is_on(self) -> bool:
        return any(self.chosen.values())


class PreferencesForm(forms.Form):
    """A box and a choice for each kind that reaches the person's roles. At once is offered to whom it can reach."""

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds, chosen = reader.kinds, chosen_by(reader)
        for kind, start in self.kinds.items():
            self.fields[f"{kind.code}_list"] = listing(kind, start, chosen.get(kind.code))
            self.fields[f"{kind.code}_mail"] = mailing(kind, start, chosen.get(kind.code))

    def rows(self) -> Iterator[Row]:
        for kind in self.kinds:
            yield Row(kind, self[f"{kind.code}_list"], self[f"{kind.code}_mail"])

    def choices(self) -> dict[str, Choice]:
        """What was chosen, by kind; for a form that is valid."""
        said = self.cleaned_data
        return {kind.code: Choice(said[f"{kind.code}_list"], said[f"{kind.code}_mail"]) for kind in self.kinds}


def listing(kind: Kind, start: Start, chosen: Preference | None) -> forms.BooleanField:
    """Whether the kind stands in the list."""
    return forms.BooleanField(
        label=str(kind.label),
        required=False,
        initial=chosen.is_listed if chosen else start.is_listed,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


def mailing(kind: Kind, start: Start, chosen: Preference | None) -> forms.ChoiceField:
    """When the kind is mailed."""
    offered = [Mail.AT_ONCE, Mail.DAILY, Mail.OFF] if start.is_mailed else [Mail.DAILY, Mail.OFF]
    begins = Mail.AT_ONCE if start.is_mailed else Mail.OFF
    wanted = Mail(chosen.mail) if chosen else begins
    return forms.ChoiceField(
        label=str(kind.label),
        choices=[(mail.value, mail.label) for mail in offered],
        initial=wanted if wanted in offered else begins,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
