"""Under `/partner/customers/`, on the main host."""

from django.urls import path

from customers.relationships.views import customers

urlpatterns = [
    path("", customers.customers, name="customers"),
    path("<uuid:public_id>/", customers.customer, name="customer"),
]
