"""The locks that every order, change and message begins with. Order: customer, then the row."""

from customers.directory.models import Customer
from customers.services.models import ServiceRequest, Subscription
from partnercenter.pages.busy import wait_at_most


def lock_customer(customer_id: int) -> Customer:
    """The customer, locked and read afresh with its cloud: what several partners do at once happens one by one."""
    wait_at_most()
    rows = Customer.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("cloud__country_list").get(pk=customer_id)


def lock_subscription(subscription: Subscription) -> Subscription:
    """The subscription, behind its customer's lock."""
    related = ("customer__cloud", "sold_by", "offer", "support_contact")
    rows = Subscription.objects.select_for_update(of=("self",)).select_related(*related)
    return rows.get(pk=subscription.pk)


def lock_service_request(service_request: ServiceRequest) -> ServiceRequest:
    """The service request with both sides."""
    wait_at_most()
    rows = ServiceRequest.objects.select_for_update(of=("self",))
    return rows.select_related("customer__cloud", "partner", "provider", "raised_by").get(pk=service_request.pk)
