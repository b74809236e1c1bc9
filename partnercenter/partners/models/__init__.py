"""Partners, their staff, and the tie between a provider and its resellers (decisions §1, §7, §9)."""

from partnercenter.partners.models.partners import Capacity, Partner, PartnerMembership, PartnerRole
from partnercenter.partners.models.partnerships import Partnership
from partnercenter.partners.models.reminders import PartnershipReminder, SentReminder
from partnercenter.partners.models.requests import PartnershipLink, PartnershipRequest
from partnercenter.partners.models.templates import LONGEST_TEMPLATE, LetterKind, MailTemplate

__all__ = [
    "LONGEST_TEMPLATE",
    "Capacity",
    "LetterKind",
    "MailTemplate",
    "Partner",
    "PartnerMembership",
    "PartnerRole",
    "Partnership",
    "PartnershipLink",
    "PartnershipReminder",
    "PartnershipRequest",
    "SentReminder",
]
