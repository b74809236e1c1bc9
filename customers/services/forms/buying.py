"""An order that a customer places itself."""

from customers.services.forms.catalogue import CatalogueForm, refusal_of
from customers.services.queries import terms_of
from customers.services.rules import ordering as rules


class DirectOrderForm(CatalogueForm):
    """Which offer, how many seats; there is nobody to sell it."""

    @property
    def closed(self) -> str:
        """Why nothing can be ordered yet; empty where something can."""
        return refusal_of(rules.check_own_agreement, is_accepted=terms_of(self.customer) is not None)
