"""Under `/customer/`, on acceptance hosts."""

from django.urls import path

from customers.services.views import attachments, contacts, customer, directory

RAISED = "service-requests/<uuid:public_id>/"

urlpatterns = [
    path("partners/uses/", customer.rights_used, name="rights_used"),
    path("subscriptions/", customer.subscriptions, name="subscriptions"),
    path("users/", directory.directory, name="directory"),
    path("service-requests/", customer.service_requests, name="service_requests"),
    path(RAISED, customer.service_request, name="service_request"),
    path(f"{RAISED}reopen/", customer.reopen_service_request, name="reopen_service_request"),
    path(f"{RAISED}files/<uuid:file_id>/", attachments.customer_attachment, name="attachment"),
    path("support-contacts/", contacts.support_contacts, name="support_contacts"),
]
