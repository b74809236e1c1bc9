"""The administration's forms of clouds, market groups and markets: each rule in words, and nonsense refused."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnercenter.clouds.actions import ListChange, last_planned_day, rows_of_change
from partnercenter.clouds.explained import EXPLAINED
from partnercenter.clouds.markets import countries_in, country_choices, country_rows, today
from partnercenter.clouds.models import CloudRegion, Market, MarketGroup
from partnercenter.clouds.rules import (
    check_agreement_in_reach,
    check_country_code,
    check_host_label,
    check_link_prefix,
    check_list_serves_somebody,
    check_not_past,
    check_something_can_be_asked,
)
from partnercenter.pages.times import say_day

Kind = MarketGroup.Kind


class AccentSelect(forms.RadioSelect):
    """The palette, each colour with a sample: its class is on the button itself."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["class"] = f"accent-{value}"
        return option


class CloudForm(forms.ModelForm):
    """A cloud with its rules. A new row is a new cloud; nothing else is needed but an agreement to publish."""

    class Meta:
        model = CloudRegion
        fields = ("name_en", "name_ja", "operator_ja", "portal_name_ja", *EXPLAINED)
        widgets = {"accent": AccentSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in EXPLAINED.items():
            if name in self.fields:
                self.fields[name].help_text = words

    def clean_host_label(self) -> str:
        return check_host_label(self.cleaned_data["host_label"])

    def clean_link_prefix(self) -> str:
        return check_link_prefix(self.cleaned_data["link_prefix"])

    def clean_country_list(self) -> MarketGroup | None:
        chosen: MarketGroup | None = self.cleaned_data["country_list"]
        if chosen:
            check_list_serves_somebody(chosen, today())
        return chosen

    def clean(self) -> dict[str, Any]:
        """Something has to be left that a partner can ask for, and a way to accept the agreement."""
        cleaned = super().clean() or self.cleaned_data
        for name, check in (
            ("allows_full_rights", check_something_can_be_asked),
            ("online_agreement", check_agreement_in_reach),
        ):
            try:
                check(cleaned)
            except ValidationError as refusal:
                self.add_error(name, refusal)
        return cleaned


class GroupForm(forms.ModelForm):
    """A sales region or a cloud's list, with its countries from a day on."""

    countries = forms.MultipleChoiceField(label=_("Countries"), required=False, widget=forms.CheckboxSelectMultiple)
    starts_on = forms.DateField(
        label=_("In force from"), help_text=_("Today or later. What was in force before stays in the history.")
    )

    class Meta:
        model = MarketGroup
        fields = ("code", "kind", "name_en", "name_ja")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "countries" not in self.fields:
            return
        self.planned = last_planned_day(self.instance) if self.instance.pk else None
        cast(forms.MultipleChoiceField, self.fields["countries"]).choices = country_choices()
        self.initial["countries"] = sorted(countries_in(self.instance, self.planned or today()))
        self.initial["starts_on"] = self.planned or today()
        if self.planned:
            self.fields["countries"].help_text = _("As they will be after the last change that is planned.")

    def clean_starts_on(self) -> Any:
        """Not before what is planned already: the countries above are those of that day."""
        starts_on = check_not_past(self.cleaned_data["starts_on"], today())
        if self.planned and starts_on < self.planned:
            raise ValidationError(
                _("A change is planned for %(day)s. Choose that day or a later one."),
                code="before_planned",
                params={"day": say_day(self.planned)},
            )
        return starts_on

    def clean(self) -> dict[str, Any]:
        """No country's place may be settled already for that day."""
        cleaned = super().clean() or self.cleaned_data
        if "countries" in self.fields and not self.errors:
            self.instance.kind = cleaned.get("kind") or self.instance.kind
            try:
                rows_of_change(self.instance, self.list_change())
            except ValidationError as refusal:
                self.add_error("starts_on", refusal)
        return cleaned

    def list_change(self) -> ListChange:
        """What the ticks and the day say."""
        said = self.cleaned_data
        return ListChange(countries=frozenset(said["countries"]), starts_on=said["starts_on"])


class MarketForm(forms.ModelForm):
    """One country's place from a day on. A name is needed only for a country that no row knows."""

    class Meta:
        model = Market
        fields = ("iso2", "name_en", "name_ja", "kind", "group", "leaves", "valid_from", "currency", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name_en" in self.fields:
            self.fields["name_en"].required = False
            self.fields["name_en"].help_text = _("Empty: as in the earlier rows of this country.")
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def clean_iso2(self) -> str:
        return check_country_code(self.cleaned_data["iso2"])

    def clean_valid_from(self) -> Any:
        return check_not_past(self.cleaned_data["valid_from"], today())

    def clean(self) -> dict[str, Any]:
        """The name of the country as it is known, and a group of the row's own kind."""
        cleaned = super().clean() or self.cleaned_data
        self.complete_name(cleaned)
        kind, group = cleaned.get("kind"), cleaned.get("group")
        if group and group.kind != kind:
            self.add_error("group", ValidationError(_("This group is of the other kind."), code="other_kind"))
        if kind == Kind.CLOUD_LIST and not group:
            self.add_error("group", ValidationError(_("Choose the list of a cloud."), code="no_list"))
        if kind == Kind.SALES_REGION and cleaned.get("leaves"):
            words = _("A country leaves a sales region when it lies in another one or in none. Leave the box empty.")
            self.add_error("leaves", ValidationError(words, code="leaves_region"))
        return cleaned

    def complete_name(self, cleaned: dict[str, Any]) -> None:
        known = {row.name_en: row for row in country_rows(cleaned.get("iso2", ""))}
        name = cleaned.get("name_en")
        if not name and len(known) == 1:
            (row,) = known.values()
            cleaned |= {"name_en": row.name_en, "name_ja": row.name_ja}
            self.instance.name_en, self.instance.name_ja = row.name_en, row.name_ja
        elif not name:
            words = _("Enter the country's name.") if not known else _("Enter which of its names this row is about.")
            self.add_error("name_en", ValidationError(words, code="name_needed"))
