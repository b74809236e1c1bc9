"""Partners, their staff and partnerships in the administration."""

from partnercenter.partners.admin.members import PartnerMembershipAdmin
from partnercenter.partners.admin.partners import PartnerAdmin
from partnercenter.partners.admin.partnerships import PartnershipAdmin, PartnershipLinkAdmin, PartnershipRequestAdmin
from partnercenter.partners.admin.wording import MailTemplateAdmin, PartnershipReminderAdmin

__all__ = [
    "MailTemplateAdmin",
    "PartnerAdmin",
    "PartnerMembershipAdmin",
    "PartnershipAdmin",
    "PartnershipLinkAdmin",
    "PartnershipReminderAdmin",
    "PartnershipRequestAdmin",
]
