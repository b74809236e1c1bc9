"""Partners, their staff, and the tie between a provider and its resellers (decisions §1, §7, §9)."""

from partnercenter.partners.models.partners import Capacity, Partner, PartnerMembership, PartnerRole
from partnercenter.partners.models.partnerships import Partnership
from partnercenter.partners.models.requests import PartnershipLink, PartnershipRequest

__all__ = [
    "Capacity",
    "Partner",
    "PartnerMembership",
    "PartnerRole",
    "Partnership",
    "PartnershipLink",
    "PartnershipRequest",
]
