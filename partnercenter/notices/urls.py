"""Notifications, under `/notices/` on every host."""

from django.urls import path

from partnercenter.notices import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read_all_notices, name="read_all_notices"),
    path("preferences/", views.notice_preferences, name="notice_preferences"),
    path("<uuid:public_id>/read/", views.read_notice, name="read_notice"),
]
