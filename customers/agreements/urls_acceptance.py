"""The customer's agreements, on acceptance hosts."""

from django.urls import path

from customers.agreements import views

urlpatterns = [
    path("", views.agreements, name="agreements"),
    path("<uuid:public_id>/", views.agreement_text, name="agreement_text"),
]
