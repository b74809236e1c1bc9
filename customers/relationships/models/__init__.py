"""Who may sell to whom, a partner's own view of a customer, and the end of its duty of support."""

from customers.relationships.models.pairs import ENDING_SOON, PartnerCustomer, PartnerCustomerQuerySet
from customers.relationships.models.relationships import ResellerRelationship
from customers.relationships.models.renegotiations import Renegotiation

__all__ = ["ENDING_SOON", "PartnerCustomer", "PartnerCustomerQuerySet", "Renegotiation", "ResellerRelationship"]
