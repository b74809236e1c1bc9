"""Under `/partner/customers/`, on the main host."""

from django.urls import path

from customers.relationships.views import attesting, customers

urlpatterns = [
    path("", customers.customers, name="customers"),
    path("<uuid:public_id>/", customers.customer, name="customer"),
    path("<uuid:public_id>/agreement/", attesting.customer_agreement, name="customer_agreement"),
]
