"""The switches, the same on every host; and the component page where the portal is being built or shown."""

from django.conf import settings
from django.urls import URLPattern, path

from partnercenter.pages import views
from partnercenter.pages.security import audit_head, security_txt

urlpatterns: list[URLPattern] = [
    path("language/", views.set_language, name="set_language"),
    path("appearance/", views.set_theme, name="set_theme"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path(".well-known/audit-head.txt", audit_head, name="audit_head"),
]

if settings.DEBUG or getattr(settings, "EMBEDDED", False):
    urlpatterns.append(path("components/", views.components, name="components"))
