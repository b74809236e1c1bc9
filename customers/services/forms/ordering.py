"""An order of a partner for its customer."""

from functools import cached_property
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.services.actions.ordering import Basket
from customers.services.forms.catalogue import CatalogueForm, refusal_of
from customers.services.models import Offer
from customers.services.queries import Standing, resellers_through, services_taken, terms_of
from customers.services.rules import ordering as rules
from partnercenter.pages.forms import ChoiceRowsField
from partnercenter.partners.models import Capacity, Partner

CAPACITIES = {
    Capacity.DIRECT: gettext_lazy("We sell directly"),
    Capacity.PROVIDER: gettext_lazy("We sell as indirect provider"),
}


class OrderForm(CatalogueForm):
    """Which offer, how many seats; capacity and reseller where there is a choice."""

    capacity = ChoiceRowsField(label=gettext_lazy("How you sell it"), choices=list(CAPACITIES.items()), required=True)
    reseller = forms.ChoiceField(
        label=gettext_lazy("Reseller"),
        required=False,
        help_text=gettext_lazy("The indirect reseller that you sell it through. It becomes Partner of Record."),
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        self.standing = standing
        super().__init__(*args, customer=standing.customer, **kwargs)
        if len(standing.ordering) < 2:
            del self.fields["capacity"]
        self.resellers = self.find_resellers()

    def why_not(self, offer: Offer) -> str:
        """Where one partner may sell each service, those that are not free are closed."""
        return self.services_not_free.get(offer.service.casefold(), "")

    @cached_property
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
            offer=self.chosen,
            seats=given["seats"],
            capacity=given.get("capacity") or self.standing.ordering[0],
            reseller=self.resellers.get(given.get("reseller", "")),
        )
