"""Partners, their staff and partnerships in the administration."""

from partnercenter.partners.admin.members import PartnerMembershipAdmin
from partnercenter.partners.admin.partners import PartnerAdmin
from partnercenter.partners.admin.partnerships import PartnershipAdmin, PartnershipLinkAdmin, PartnershipRequestAdmin

__all__ = [
    "PartnerAdmin",
    "PartnerMembershipAdmin",
    "PartnershipAdmin",
    "PartnershipLinkAdmin",
    "PartnershipRequestAdmin",
]
