"""What a partner can narrow and sort the Customers list by; kept in the address, so that it can be sent and gone
back to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.relationships.listing import Narrowing, Sort
from customers.relationships.models import TAG_LENGTH, PartnerCustomer
from customers.relationships.tags import tags_of
from partnercenter.partners.models import Partner
from partnercenter.partners.partnership_queries import partner_beside, providers_beside, resellers_beside

ANY = ("", pgettext_lazy("filter", "Any"))
STATES: dict[str, Any] = {
    PartnerCustomer.State.ACTIVE: _("Active"),
    PartnerCustomer.State.ADMIN_ONLY: _("Admin rights only"),
    PartnerCustomer.State.ENDED: _("Ended"),
}
RIGHTS: dict[str, Any] = {
    PartnerCustomer.Rights.NONE: pgettext_lazy("rights", "None"),
    PartnerCustomer.Rights.GRANULAR: _("Granular rights"),
    PartnerCustomer.Rights.FULL: _("Full rights"),
    PartnerCustomer.Rights.ENDED: _("Ended"),
}
AGREEMENT = {"accepted": pgettext_lazy("agreement", "Accepted"), "missing": _("Not accepted")}
AGREEMENT_CHIPS: dict[bool | None, Any] = {True: _("Agreement: accepted"), False: _("Agreement: not accepted")}
SOON = {"soon": _("Expiring soon")}
SORTS = {
    Sort.NAME: _("Name"),
    Sort.NAME_BACK: _("Name, from the end"),
    Sort.SINCE_BACK: _("Newest relationship first"),
    Sort.SINCE: _("Oldest relationship first"),
    Sort.END: _("Next end of rights first"),
    Sort.END_BACK: _("Last end of rights first"),
}
LONGEST_SEARCH = 200
MORE = ("ends", "agreement", "tag", "provider", "reseller")  # the filters that are folded away until one is on


@dataclass(frozen=True)
class Chip:
    """A filter that is on: its words, and the address of the list without it."""

    words: str
    without: str


class CustomerFilterForm(forms.Form):
    """Search and filters. Junk narrows nothing and is no error: whoever mistypes an address sees the list. A tag that
    nobody has any more is no junk: it finds nobody."""

    q = forms.CharField(label=_("Search"), max_length=LONGEST_SEARCH, required=False)
    relationship = forms.ChoiceField(label=_("Relationship"), choices=[ANY, *STATES.items()], required=False)
    rights = forms.ChoiceField(label=_("Admin rights"), choices=[ANY, *RIGHTS.items()], required=False)
    ends = forms.ChoiceField(label=_("Rights end"), choices=[ANY, *SOON.items()], required=False)
    agreement = forms.ChoiceField(label=_("Agreement"), choices=[ANY, *AGREEMENT.items()], required=False)
    tag = forms.ChoiceField(label=_("Tag"), required=False)
    provider = forms.UUIDField(label=_("Indirect provider"), widget=forms.Select, required=False)
    reseller = forms.UUIDField(label=_("Indirect reseller"), widget=forms.Select, required=False)
    sort = forms.ChoiceField(label=_("Sort by"), choices=list(SORTS.items()), required=False)

    def __init__(self, *args: Any, partner: Partner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner = partner
        for name, words in (("provider", providers_beside(partner)), ("reseller", resellers_beside(partner))):
            self.fields[name].widget.choices = [ANY, *words]
        self.fields["tag"].choices = [ANY, *((tag, tag) for tag in self.tags())]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        placeholder = _("Company, domain or identifier")
        self.fields["q"].widget = forms.TextInput(
            attrs={"type": "search", "class": "form-control", "autocomplete": "off", "placeholder": placeholder}
        )

    def tags(self) -> list[str]:
        """The partner's tags; and one that a saved address names though no customer has it any more: the whole list
        would be taken for the customers of the tag."""
        known, named = list(tags_of(self.partner)), self.data.get("tag", "")
        return [*known, named] if named and len(named) <= TAG_LENGTH and named not in known else known

    @cached_property
    def narrowing(self) -> Narrowing:
        """What the list is narrowed by; each value that does not fit is left out."""
        self.is_valid()
        given = self.cleaned_data
        return Narrowing(
            typed=given.get("q", ""),
            state=given.get("relationship", ""),
            rights=given.get("rights", ""),
            ends_soon=given.get("ends") == "soon",
            is_agreed={"accepted": True, "missing": False}.get(given.get("agreement", "")),
            tag=given.get("tag", ""),
            provider=partner_beside(self.partner, given.get("provider")),
            reseller=partner_beside(self.partner, given.get("reseller")),
        )

    @cached_property
    def order(self) -> Sort:
        """The order asked for, else by name."""
        self.is_valid()
        return Sort(self.cleaned_data.get("sort") or Sort.NAME)

    @property
    def more(self) -> list[Any]:
        """The folded filters that have something to choose."""
        return [self[name] for name in MORE if len(self.fields[name].widget.choices) > 1]

    @property
    def is_more_on(self) -> bool:
        return bool(self.narrowing.ending_facts or self.narrowing.labels or self.narrowing.is_agreed is not None)

    def chips(self) -> Iterator[Chip]:
        """The filters that are on, as the page shows them."""
        on = self.narrowing
        words = {
            "q": _("Search: %(words)s") % {"words": on.typed} if on.is_searching else "",
            "relationship": on.state and _("Relationship: %(state)s") % {"state": STATES[on.state]},
            "rights": on.rights and _("Admin rights: %(rights)s") % {"rights": RIGHTS[on.rights]},
            "ends": _("Rights: expiring soon") if on.ends_soon else "",
            "agreement": AGREEMENT_CHIPS.get(on.is_agreed, ""),
            "tag": on.tag and _("Tag: %(tag)s") % {"tag": on.tag},
            "provider": on.provider and _("Through the provider %(name)s") % {"name": on.provider},
            "reseller": on.reseller and _("Through the reseller %(name)s") % {"name": on.reseller},
        }
        return (Chip(str(said), self.without(name)) for name, said in words.items() if said)

    @property
    def unfiltered(self) -> str:
        """The query of the whole list, sorted as it is."""
        return "?" + urlencode({"sort": self.order} if self.order != Sort.NAME else {})

    def without(self, name: str) -> str:
        """The query of the list with the other filters, from its first page on."""
        return self.query(**{name: ""})

    @property
    def csv(self) -> str:
        """The query of the list as a CSV file."""
        return self.query(format="csv")

    @property
    def xlsx(self) -> str:
        """The query of the list as an Excel file."""
        return self.query(format="xlsx")

    def query(self, **changes: str) -> str:
        """The query of the list as it is, with changes, from its first page on."""
        kept = {name: value for name, value in (self.cleaned_data | changes).items() if value}
        if kept.get("sort") == Sort.NAME:
            del kept["sort"]
        return "?" + urlencode(kept)
