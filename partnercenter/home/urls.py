"""The home page, the switcher and the footer's pages, the same on every host."""

from django.urls import path

from partnercenter.home.views import home as views

urlpatterns = [
    path("", views.home, name="home"),
    path("switch/", views.switch_membership, name="switch_membership"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
