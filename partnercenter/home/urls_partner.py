"""Under `/partner/`, on the main host: the log."""

from django.urls import path

from partnercenter.home.views import activity

RECORD = "customers/<uuid:public_id>/activity/"

urlpatterns = [
    path("activity/", activity.activity, name="activity"),
    path("activity/export.csv", activity.export_activity, name="export_activity"),
    path(RECORD, activity.customer_activity, name="customer_activity"),
    path(f"{RECORD}export.csv", activity.export_customer_activity, name="export_customer_activity"),
]
