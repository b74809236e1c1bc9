"""What a partner can narrow its list of rights by; kept in the address, so that it can be sent and gone back to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries.expiring import Tile
from customers.grants.queries.listing import LONGEST_SEARCH, Box
from partnercenter.partners.models import Partner

Kind = DelegatedAdminGrant.Kind


class GrantFilterForm(forms.Form):
    """Junk narrows nothing: every field has an answer that means "all"."""

    q = forms.CharField(
        label=_("Customer or name of the rights"),
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search", "maxlength": LONGEST_SEARCH}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[
            ("", pgettext_lazy("filter", "Any")),
            (Kind.GRANULAR, _("Granular rights")),
            (Kind.FULL, _("Full rights")),
        ],
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    @property
    def typed(self) -> str:
        return str(self.asked("q"))[:LONGEST_SEARCH].strip()

    @property
    def chosen_kind(self) -> str:
        return str(self.asked("kind"))

    @property
    def is_on(self) -> bool:
        return bool(self.typed or self.chosen_kind)

    def asked(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name, "")


class ChosenGrantsForm(forms.Form):
    """Some of the partner's own grants, by their ids."""

    grants = forms.ModelMultipleChoiceField(
        queryset=DelegatedAdminGrant.objects.none(),
        to_field_name="public_id",
        error_messages={"required": _("Choose at least one line of the list.")},
    )

    def __init__(self, *args: Any, partner: Partner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: forms.ModelMultipleChoiceField = self.fields["grants"]  # type: ignore[assignment]
        chosen.queryset = DelegatedAdminGrant.objects.filter(partner=partner).select_related("customer", "partner")


def box_asked(text: str) -> Box:
    """The list that an address asks for; what is in force where it asks for nothing known."""
    return Box(text) if text in list(Box) else Box.IN_FORCE


def tile_asked(text: str) -> Tile:
    """The tile that an address asks for; 30 days where it asks for nothing known."""
    return Tile(text) if text in list(Tile) else Tile.DAYS_30
