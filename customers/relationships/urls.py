"""Under `/partner/customers/`, on the main host."""

from django.urls import path

from customers.relationships.views import attesting, customers, describing, ending, exporting, held

RELATIONSHIP = "<uuid:public_id>/relationships/<uuid:relationship_id>/"

urlpatterns = [
    path("", customers.customers, name="customers"),
    path("export/", exporting.export_customers, name="export_customers"),
    path("export/progress/", exporting.export_progress, name="export_progress"),
    path("<uuid:public_id>/", customers.customer, name="customer"),
    path("<uuid:public_id>/tags-and-note/", describing.describe, name="describe_customer"),
    path("<uuid:public_id>/agreement/", attesting.customer_agreement, name="customer_agreement"),
    path(f"{RELATIONSHIP}end/", ending.end_relationship, name="end_relationship"),
    path(f"{RELATIONSHIP}asked-end/", ending.asked_end, name="asked_end"),
    path("<uuid:public_id>/grants/", held.customer_grants, name="customer_grants"),
    path("<uuid:public_id>/grants/<uuid:grant_id>/give-up/", held.give_up, name="give_up_rights"),
]
