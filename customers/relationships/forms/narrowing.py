"""What a partner can narrow the Customers list by; kept in the address, so that it can be sent and gone back to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.relationships.models import PartnerCustomer
from customers.relationships.queries import Narrowing
from partnercenter.partners.models import Partner
from partnercenter.partners.partnership_queries import partner_beside

ANY = ("", pgettext_lazy("filter", "Any"))
STATES = {
    PartnerCustomer.State.ACTIVE: _("Active"),
    PartnerCustomer.State.ADMIN_ONLY: _("Admin rights only"),
    PartnerCustomer.State.ENDED: _("Ended"),
}
RIGHTS = {
    PartnerCustomer.Rights.NONE: pgettext_lazy("rights", "None"),
    PartnerCustomer.Rights.GRANULAR: _("Granular rights"),
    PartnerCustomer.Rights.FULL: _("Full rights"),
    PartnerCustomer.Rights.ENDED: _("Ended"),
}
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Chip:
    """A filter that is on: its words, and the address of the list without it."""

    words: str
    without: str


class CustomerFilterForm(forms.Form):
    """Search and filters. Junk narrows nothing and is no error: whoever mistypes an address sees the list."""

    q = forms.CharField(label=_("Search"), max_length=LONGEST_SEARCH, required=False)
    relationship = forms.ChoiceField(label=_("Relationship"), choices=[ANY, *STATES.items()], required=False)
    rights = forms.ChoiceField(label=_("Admin rights"), choices=[ANY, *RIGHTS.items()], required=False)
    provider = forms.UUIDField(widget=forms.HiddenInput, required=False)
    reseller = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, partner: Partner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner = partner
        placeholder = _("Company, domain or identifier")
        self.fields["q"].widget = forms.TextInput(
            attrs={"type": "search", "class": "form-control", "autocomplete": "off", "placeholder": placeholder}
        )
        for name in ("relationship", "rights"):
            self.fields[name].widget.attrs["class"] = "form-select"

    @cached_property
    def narrowing(self) -> Narrowing:
        """What the list is narrowed by; each value that does not fit is left out."""
        self.is_valid()
        given = self.cleaned_data
        return Narrowing(
            typed=given.get("q", ""),
            state=given.get("relationship", ""),
            rights=given.get("rights", ""),
            provider=partner_beside(self.partner, given.get("provider")),
            reseller=partner_beside(self.partner, given.get("reseller")),
        )

    def chips(self) -> Iterator[Chip]:
        """The filters that are on, as the page shows them."""
        on = self.narrowing
        if on.is_searching:
            yield Chip(_("Search: %(words)s") % {"words": on.typed}, self.without("q"))
        if on.state:
            words = _("Relationship: %(state)s") % {"state": STATES[PartnerCustomer.State(on.state)]}
            yield Chip(words, self.without("relationship"))
        if on.rights:
            words = _("Admin rights: %(rights)s") % {"rights": RIGHTS[PartnerCustomer.Rights(on.rights)]}
            yield Chip(words, self.without("rights"))
        if on.provider:
            yield Chip(_("Through the provider %(name)s") % {"name": on.provider}, self.without("provider"))
        if on.reseller:
            yield Chip(_("Through the reseller %(name)s") % {"name": on.reseller}, self.without("reseller"))

    def without(self, name: str) -> str:
        """The query of the list with the other filters, from its first page on."""
        kept = {other: value for other, value in self.cleaned_data.items() if value and other != name}
        return "?" + urlencode(kept)
