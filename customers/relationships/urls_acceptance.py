"""Under `/customer/partners/`, on acceptance hosts."""

from django.urls import path

from customers.relationships.views import asking, consent, granted

GRANT = "<uuid:public_id>/rights/<uuid:grant_id>/"

RELATIONSHIP = "<uuid:public_id>/relationships/<uuid:relationship_id>/"

urlpatterns = [
    path("", consent.partners, name="partners"),
    path("access/", granted.access_overview, name="access_overview"),
    path("<uuid:public_id>/", consent.partner_rights, name="partner_rights"),
    path(f"{RELATIONSHIP}end/", asking.ask_to_end, name="ask_to_end"),
    path(f"{RELATIONSHIP}end/withdraw/", asking.withdraw_asked_end, name="withdraw_asked_end"),
    path(GRANT, granted.partner_grant, name="partner_grant"),
    path(f"{GRANT}end/", consent.end_partner_rights, name="end_partner_rights"),
    path(f"{GRANT}leave-out/", granted.take_back_roles, name="take_back_roles"),
    path(f"{GRANT}replace/", granted.replace_rights, name="replace_rights"),
    path(f"{GRANT}hand-over/", granted.hand_over_rights, name="hand_over_rights"),
    path(f"{GRANT}extension/", granted.switch_extension, name="switch_extension"),
]
