"""The catalogue and the health of services, which operators keep; what was sold and to whom, to look up; service
requests, to answer."""

from customers.services.admin.catalogue import OfferAdmin, SubscriptionAdmin
from customers.services.admin.health import HealthNoticeAdmin, HealthUpdateAdmin
from customers.services.admin.people import DirectoryUserAdmin, LicenseAdmin, UserImportAdmin
from customers.services.admin.requests import AttachmentAdmin, ServiceRequestAdmin, ServiceRequestMessageAdmin

__all__ = [
    "AttachmentAdmin",
    "DirectoryUserAdmin",
    "HealthNoticeAdmin",
    "HealthUpdateAdmin",
    "LicenseAdmin",
    "OfferAdmin",
    "ServiceRequestAdmin",
    "ServiceRequestMessageAdmin",
    "SubscriptionAdmin",
    "UserImportAdmin",
]
