"""What is sold and supported: offers, subscriptions, service requests."""

from customers.services.models.offers import Kind, Offer
from customers.services.models.requests import ServiceRequest, ServiceRequestMessage
from customers.services.models.subscriptions import Subscription

__all__ = ["Kind", "Offer", "ServiceRequest", "ServiceRequestMessage", "Subscription"]
