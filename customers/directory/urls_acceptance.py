"""The organisation's page, registration, joining and domains, on acceptance hosts."""

from django.urls import path

from customers.directory.views import domains, joining, registering
from customers.directory.views.organisation import organisation
from partnercenter.domains.urls import domain_paths

urlpatterns = [
    path("", organisation, name="organisation"),
    path("register/", registering.register_organisation, name="register_organisation"),
    path("join/", joining.ask_to_join, name="ask_to_join"),
    path("join/asked/", joining.join_asked, name="join_asked"),
    path("join/dispute/", joining.dispute_domain, name="dispute_domain"),
    path("join/<uuid:public_id>/", joining.join_request, name="join_request"),
    *domain_paths(domains=domains.domains, domain=domains.domain, domain_claim=domains.domain_claim),
]
