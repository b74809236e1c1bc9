"""The catalogue as a form: which offer, and how many seats."""

import uuid
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from customers.directory.models import Customer
from customers.services.models import Offer
from customers.services.queries import offers_for
from partnercenter.canonical.fields import WholeNumberField
from partnercenter.pages.forms import ChoiceNote, ChoiceRow, ChoiceRowsField, PortalForm, list_rows
from partnercenter.pages.sentences import listed

SEATS_WORDS = gettext_lazy("Enter a number of seats, at least 1.")


def seats_field() -> WholeNumberField:
    """A number of seats; how many an offer allows is the rules' to say."""
    return WholeNumberField(
        label=gettext_lazy("Seats"),
        min_value=1,
        max_value=1_000_000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), SEATS_WORDS),
    )


class CatalogueForm(PortalForm):
    """An offer of the customer's cloud and market, and how many seats of it."""

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

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customer = customer
        self.offers = {str(offer.public_id): offer for offer in offers_for(customer)}
        self.initial.setdefault("order_key", uuid.uuid4())
        field = cast(ChoiceRowsField, self.fields["offer"])
        field.choices = [(key, offer.name) for key, offer in self.offers.items()]
        field.notes = {key: ChoiceNote(say_limits(offer), self.why_not(offer)) for key, offer in self.offers.items()}
        self.leave_out_seats()

    def leave_out_seats(self) -> None:
        """What is sold in one number alone, such as an Azure plan, needs none typed."""
        if any(map(names_no_seats, self.offers.values())):
            self.fields["seats"].help_text = _("Leave it empty for an offer that names no seats.")
            self.fields["seats"].needed_sometimes = True  # type: ignore[attr-defined]
        chosen = self.offers.get(self.data.get(self.add_prefix("offer"), ""))
        if chosen and names_no_seats(chosen):
            self.fields["seats"].required = False

    def clean_seats(self) -> int:
        """The number as typed; one where the offer names no seats, and none may be typed. Code `no_seats`."""
        typed: int | None = self.cleaned_data["seats"]
        chosen = self.offers.get(self.cleaned_data.get("offer", ""))
        if chosen and names_no_seats(chosen) and typed not in (None, 1):
            raise ValidationError(_("This offer names no seats. Leave the number empty."), code="no_seats")
        return 1 if typed is None else typed

    def why_not(self, offer: Offer) -> str:
        """Why the offer's row is closed; empty where it can be chosen."""
        return ""

    @property
    def shelves(self) -> list[tuple[str, list[ChoiceRow]]]:
        """The offers as rows, by service."""
        services = [offer.service for offer in self.offers.values()]
        by_service = groupby(zip(services, list_rows(self["offer"]), strict=True), key=itemgetter(0))
        return [(service, [row for _service, row in rows]) for service, rows in by_service]

    @property
    def chosen(self) -> Offer:
        """The cleaned offer."""
        return self.offers[self.cleaned_data["offer"]]


def names_no_seats(offer: Offer) -> bool:
    """Whether there is nothing to choose: it is sold once, such as an Azure plan."""
    return offer.max_seats == 1


def say_limits(offer: Offer) -> str:
    """`licences, 1 to 300 seats, term of 12 months`; of an Azure plan its kind alone."""
    numbers = {"fewest": f"{offer.min_seats:,}", "most": f"{offer.max_seats:,}"}
    seats = _("%(fewest)s to %(most)s seats") % numbers if not names_no_seats(offer) else ""
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
