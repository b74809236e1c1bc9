"""Under `/customer/`, on acceptance hosts."""

from django.urls import path

from customers.services.views import attachments, buying, contacts, customer, directory

BOUGHT = "subscriptions/<uuid:subscription_id>/"
RAISED = "service-requests/<uuid:public_id>/"

urlpatterns = [
    path("partners/uses/", customer.rights_used, name="rights_used"),
    path("subscriptions/", customer.subscriptions, name="subscriptions"),
    path("subscriptions/order/", buying.order_subscription, name="order_subscription"),
    path(f"{BOUGHT}seats/", buying.change_seats, name="change_seats"),
    path(f"{BOUGHT}cancel/", buying.cancel_subscription, name="cancel_subscription"),
    path(f"{BOUGHT}keep/", buying.keep_subscription, name="keep_subscription"),
    path("users/", directory.directory, name="directory"),
    path("service-requests/", customer.service_requests, name="service_requests"),
    path(RAISED, customer.service_request, name="service_request"),
    path(f"{RAISED}reopen/", customer.reopen_service_request, name="reopen_service_request"),
    path(f"{RAISED}files/<uuid:file_id>/", attachments.customer_attachment, name="attachment"),
    path("support-contacts/", contacts.support_contacts, name="support_contacts"),
]
