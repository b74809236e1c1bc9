"""What partners, customers and operators do with subscriptions and service requests, a module for each family."""

from customers.services.actions.answering import (
    close_service_request,
    forward_service_request,
    reopen_service_request,
    write_message,
)
from customers.services.actions.buying import order_directly
from customers.services.actions.changing import (
    cancel_subscription,
    change_seats,
    keep_subscription,
    resume_subscription,
    suspend_subscription,
)
from customers.services.actions.contacts import designate_support_contact
from customers.services.actions.ordering import order
from customers.services.actions.supporting import raise_service_request

__all__ = [
    "cancel_subscription",
    "change_seats",
    "close_service_request",
    "designate_support_contact",
    "forward_service_request",
    "keep_subscription",
    "order",
    "order_directly",
    "raise_service_request",
    "reopen_service_request",
    "resume_subscription",
    "suspend_subscription",
    "write_message",
]
