"""Under `/customer/`, on acceptance hosts."""

from django.urls import path

from customers.services.views import customer

urlpatterns = [
    path("partners/uses/", customer.rights_used, name="rights_used"),
    path("subscriptions/", customer.subscriptions, name="subscriptions"),
    path("service-requests/", customer.service_requests, name="service_requests"),
    path("service-requests/<uuid:public_id>/", customer.service_request, name="service_request"),
]
