"""Under `/customer/partners/`, on acceptance hosts."""

from django.urls import path

from customers.relationships.views import consent

urlpatterns = [
    path("", consent.partners, name="partners"),
    path("<uuid:public_id>/", consent.partner_rights, name="partner_rights"),
    path("<uuid:public_id>/rights/<uuid:grant_id>/end/", consent.end_partner_rights, name="end_partner_rights"),
]
