"""Who may sell to whom, a partner's own view of a customer, and the end of its duty of support."""

from customers.relationships.models.asked import AskedEnd, AskedEndNotice
from customers.relationships.models.labels import MOST_TAGS, TAG_LENGTH, CustomerLabel
from customers.relationships.models.pairs import ENDING_SOON, NOTE_LENGTH, PartnerCustomer, PartnerCustomerQuerySet
from customers.relationships.models.relationships import ResellerRelationship
from customers.relationships.models.renegotiations import Renegotiation
from customers.relationships.models.suspensions import SuspensionNotice

__all__ = [
    "ENDING_SOON",
    "MOST_TAGS",
    "NOTE_LENGTH",
    "TAG_LENGTH",
    "AskedEnd",
    "AskedEndNotice",
    "CustomerLabel",
    "PartnerCustomer",
    "PartnerCustomerQuerySet",
    "Renegotiation",
    "ResellerRelationship",
    "SuspensionNotice",
]
