"""What a partnership is and is not, in the same sentences on the page and in the mail (R-64, R-65)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnercenter.clouds.models import IndirectModel
from partnercenter.partners.models import PartnershipRequest

WHAT_IT_IS = _("A partnership between two companies: an indirect provider and an indirect reseller.")
NO_CUSTOMERS_REQUEST = _("This is no request to become a customer, and nothing is bought with it.")
WHAT_STAYS = (
    _("No customers are shared. A customer joins the provider only by accepting a request of its own."),
    _("Relationships, rights and subscriptions that exist stay as they are."),
    _("Neither company gets administrator rights at the other."),
    _("Either company can end the partnership on any day. Customers and rights stay then, too."),
)
RESELLER_ASKS = _(
    "The reseller can ask customers for a relationship through the provider. One acceptance makes the customer a "
    "customer of both; administrator rights go to the reseller alone."
)
PROVIDER_ASKS = _(
    "The provider can ask customers for a relationship on behalf of the reseller. One acceptance makes the customer a "
    "customer of both."
)
WHO_ORDERS = _("The provider orders for these customers. Service requests of the reseller go to the provider first.")


def what_it_allows(request: PartnershipRequest) -> tuple[Promise, Promise]:
    """What the two can do together, as the cloud has it (R-54)."""
    only_provider = request.cloud.indirect_model == IndirectModel.PROVIDER_INVITES
    return (PROVIDER_ASKS if only_provider else RESELLER_ASKS), WHO_ORDERS
