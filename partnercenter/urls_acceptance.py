"""A cloud's acceptance host: links, the customer's decision, the customer's own pages, and their sign-in."""

from django.urls import include, path

urlpatterns = [
    path("", include("partnercenter.home.urls")),
    path("", include("partnercenter.pages.urls")),
    path("notices/", include("partnercenter.notices.urls")),
    path("", include("invitations.urls_acceptance")),
    path("verify/", include("invitations.urls_verify")),
    path("accounts/directory/", include("partnercenter.authorities.urls")),
    path("accounts/", include("partnercenter.accounts.urls")),
    path("organisation/", include("customers.directory.urls_acceptance")),
    path("team/", include("partnercenter.teams.urls")),
    path("customer/team/", include("customers.directory.urls_team")),
    path("customer/partners/", include("customers.relationships.urls_acceptance")),
    path("customer/agreements/", include("customers.agreements.urls_acceptance")),
    path("customer/", include("customers.services.urls_acceptance")),
    path("customer/", include("partnercenter.home.urls_acceptance")),
]

handler400 = "partnercenter.pages.views.bad_request"
handler403 = "partnercenter.pages.views.permission_denied"
handler404 = "partnercenter.pages.views.page_not_found"
handler429 = "partnercenter.pages.views.too_many_requests"
handler500 = "partnercenter.pages.views.server_error"
