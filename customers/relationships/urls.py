"""Under `/partner/customers/`, on the main host."""

from django.urls import path

from customers.relationships.views import attesting, customers, held

urlpatterns = [
    path("", customers.customers, name="customers"),
    path("<uuid:public_id>/", customers.customer, name="customer"),
    path("<uuid:public_id>/agreement/", attesting.customer_agreement, name="customer_agreement"),
    path("<uuid:public_id>/grants/", held.customer_grants, name="customer_grants"),
    path("<uuid:public_id>/grants/<uuid:grant_id>/give-up/", held.give_up, name="give_up_rights"),
]
