"""What is sold and supported: offers, subscriptions, service requests; and the people who use what was sold."""

from customers.services.models.attachments import Attachment
from customers.services.models.health import HealthNotice, HealthUpdate
from customers.services.models.imports import UserImport, UserImportRow
from customers.services.models.licences import License
from customers.services.models.offers import Kind, Offer
from customers.services.models.requests import ServiceRequest, ServiceRequestMessage
from customers.services.models.subscriptions import Subscription
from customers.services.models.users import DirectoryUser

__all__ = [
    "Attachment",
    "DirectoryUser",
    "HealthNotice",
    "HealthUpdate",
    "Kind",
    "License",
    "Offer",
    "ServiceRequest",
    "ServiceRequestMessage",
    "Subscription",
    "UserImport",
    "UserImportRow",
]
