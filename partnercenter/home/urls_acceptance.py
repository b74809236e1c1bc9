"""Under `/customer/`, on acceptance hosts: the log, and partners by service."""

from django.urls import path

from partnercenter.home.views import activity
from partnercenter.home.views.services import partners_by_service

urlpatterns = [
    path("partners/by-service/", partners_by_service, name="partners_by_service"),
    path("activity/", activity.own_activity, name="activity"),
    path("activity/export.csv", activity.export_own_activity, name="export_activity"),
]
