"""The customer's agreements, on acceptance hosts."""

from django.urls import path

from customers.agreements import views

urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("accept/", views.accept_agreement, name="accept_agreement"),
    path("receipts/<uuid:public_id>/", views.agreement_receipt, name="agreement_receipt"),
    path("receipts/<uuid:public_id>/facts/", views.agreement_receipt_file, name="agreement_receipt_file"),
    path("<uuid:public_id>/", views.agreement_text, name="agreement_text"),
]
