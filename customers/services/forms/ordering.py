"""An order, and another number of seats."""

import uuid
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from customers.services.actions.ordering import Basket
from customers.services.models import Offer
from customers.services.queries import Standing, offers_for, resellers_through, services_taken, terms_of
from customers.services.rules import ordering as rules
from partnercenter.pages.forms import ChoiceNote, ChoiceRow, ChoiceRowsField, PortalForm, list_rows
from partnercenter.pages.sentences import listed
from partnercenter.partners.models import Capacity, Partner

SEATS_WORDS = gettext_lazy("Enter a number of seats, at least 1.")
CAPACITIES = {
    Capacity.DIRECT: gettext_lazy("We sell directly"),
    Capacity.PROVIDER: gettext_lazy("We sell as indirect provider"),
}


def seats_field() -> forms.IntegerField:
    """A number of seats; how many an offer allows is the rules' to say."""
    return forms.IntegerField(
        label=gettext_lazy("Seats"),
        min_value=1,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "w-num", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), SEATS_WORDS),
    )


class OrderForm(PortalForm):
    """Which offer, how many seats; capacity and reseller where there is a choice."""

    order_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"invalid": gettext_lazy("Open this form again; it could not be read.")},
    )
    offer = ChoiceRowsField(
        label=gettext_lazy("Offer"),
        error_messages={
            "required": gettext_lazy("Choose an offer."),
            "invalid_choice": gettext_lazy("Choose an offer."),
        },
    )
    seats = seats_field()
    capacity = ChoiceRowsField(label=gettext_lazy("How you sell it"), choices=list(CAPACITIES.items()), required=True)
    reseller = forms.ChoiceField(
        label=gettext_lazy("Reseller"),
        required=False,
        help_text=gettext_lazy("The indirect reseller that you sell it through. It becomes Partner of Record."),
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.offers = {str(offer.public_id): offer for offer in offers_for(standing.customer)}
        self.initial.setdefault("order_key", uuid.uuid4())
        self.describe_offers()
        if len(standing.ordering) < 2:
            del self.fields["capacity"]
        self.resellers = self.find_resellers()

    def describe_offers(self) -> None:
        """A row for each offer; where one partner may sell each service, those that are not free are closed."""
        field = cast(ChoiceRowsField, self.fields["offer"])
        field.choices = [(key, offer.name) for key, offer in self.offers.items()]
        taken = self.services_not_free()
        field.notes = {
            key: ChoiceNote(say_limits(offer), taken.get(offer.service.casefold(), ""))
            for key, offer in self.offers.items()
        }

    @property
    def shelves(self) -> list[tuple[str, list[ChoiceRow]]]:
        """The offers as rows, by service."""
        services = [offer.service for offer in self.offers.values()]
        by_service = groupby(zip(services, list_rows(self["offer"]), strict=True), key=itemgetter(0))
        return [(service, [row for _service, row in rows]) for service, rows in by_service]

    def services_not_free(self) -> dict[str, str]:
        """The services that another partner sells here, where the cloud lets one alone, with the reason."""
        if not self.standing.customer.cloud.one_transacting_partner:
            return {}
        taken = services_taken(self.standing.customer, besides=self.standing.partner)
        reason = refusal_of(rules.check_service_free, one_partner=True, is_taken=True)
        return dict.fromkeys((service.casefold() for service in taken.values_list("service", flat=True)), reason)

    def find_resellers(self) -> dict[str, Partner]:
        """The resellers to choose from; without any, or for a direct partner alone, the field goes."""
        is_provider = Capacity.PROVIDER in self.standing.ordering
        found = resellers_through(self.standing.partner, self.standing.customer) if is_provider else []
        if not found:
            del self.fields["reseller"]
            return {}
        keyed = {str(partner.public_id): partner for partner in found}
        field = cast(forms.ChoiceField, self.fields["reseller"])
        field.choices = [("", _("None")), *((key, partner.legal_name) for key, partner in keyed.items())]
        return keyed

    @property
    def closed(self) -> str:
        """Why nothing can be ordered here at all; empty where something can."""
        partner, ordering = self.standing.partner, self.standing.ordering
        capacity = ordering[0] if ordering else Capacity.RESELLER if self.standing.providers else Capacity.DIRECT
        return (
            refusal_of(rules.check_may_sell, partner)
            or refusal_of(rules.check_capacity, capacity, is_related=bool(ordering))
            or refusal_of(rules.check_agreement, is_accepted=terms_of(self.standing.customer) is not None)
        )

    def basket(self) -> Basket:
        """The cleaned answers, as `actions.order` takes them."""
        given = self.cleaned_data
        return Basket(
            offer=self.offers[given["offer"]],
            seats=given["seats"],
            capacity=given.get("capacity") or self.standing.ordering[0],
            reseller=self.resellers.get(given.get("reseller", "")),
        )


def say_limits(offer: Offer) -> str:
    """`licences, 1 to 300 seats, term of 12 months`; of an Azure plan its kind alone."""
    numbers = {"fewest": f"{offer.min_seats:,}", "most": f"{offer.max_seats:,}"}
    seats = _("%(fewest)s to %(most)s seats") % numbers if offer.max_seats > 1 else ""
    return listed(each for each in (offer.get_kind_display(), seats, say_term(offer)) if each)


def say_term(offer: Offer) -> str:
    """For how long it is sold at a time; empty for what can be cancelled on any day."""
    months = offer.term_months or 0
    return (
        ngettext("term of %(months)s month", "term of %(months)s months", months) % {"months": months} if months else ""
    )


def refusal_of(rule: Any, *args: Any, **kwargs: Any) -> str:
    """The words of a rule's refusal; empty where it refuses nothing."""
    try:
        rule(*args, **kwargs)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


class SeatsForm(PortalForm):
    """Another number of seats."""

    seats = seats_field()
