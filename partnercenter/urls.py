"""The main host: partners, account pages, the admin."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from partnercenter.pages.views import nowhere

# Operators sign in where everybody does: the same limits, codes and second factor (reliability D26).
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("partnercenter.home.urls")),
    path("", include("partnercenter.pages.urls")),
    path("accounts/directory/", include("partnercenter.authorities.urls")),
    path("notices/", include("partnercenter.notices.urls")),
    path("accounts/", include("partnercenter.accounts.urls")),
    path("team/", include("partnercenter.teams.urls")),
    path("", include("partnercenter.partners.urls")),
    path("partner/customers/", include("customers.relationships.urls")),
    path("partner/grants/", include("customers.grants.urls")),
    path("partner/", include("customers.services.urls")),
    path("partner/", include("partnercenter.partners.own_domains")),
    path("partner/", include("partnercenter.home.urls_partner")),
    path("partner/requests/", include("invitations.urls")),
    path("partner/webhooks/", include("partnercenter.webhooks.urls")),
    path("verify/", include("invitations.urls_verify")),
    path(f"{settings.ADMIN_PATH}/r/<path:row>", nowhere),  # Django's "view on site" fails on keys that fit no table
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
]
if settings.EMBEDDED:
    urlpatterns += [path("mailbox/", include("partnercenter.embedded.urls"))]

handler400 = "partnercenter.pages.views.bad_request"
handler403 = "partnercenter.pages.views.permission_denied"
handler404 = "partnercenter.pages.views.page_not_found"
handler429 = "partnercenter.pages.views.too_many_requests"
handler500 = "partnercenter.pages.views.server_error"
