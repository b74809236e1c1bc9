"""Under `/customer/`, on acceptance hosts: the log."""

from django.urls import path

from partnercenter.home.views import activity

urlpatterns = [
    path("activity/", activity.own_activity, name="activity"),
    path("activity/export.csv", activity.export_own_activity, name="export_activity"),
]
