"""Under `/partner/webhooks/`, on the main host."""

from django.urls import path

from partnercenter.webhooks import views

urlpatterns = [
    path("", views.webhooks, name="webhooks"),
    path("add/", views.add_webhook, name="add_webhook"),
    path("<uuid:public_id>/", views.webhook, name="webhook"),
    path("<uuid:public_id>/change/", views.change_webhook, name="change_webhook"),
    path("<uuid:public_id>/press/", views.press_webhook, name="press_webhook"),
    path("<uuid:public_id>/remove/", views.remove_webhook, name="remove_webhook"),
    path("<uuid:public_id>/secret/", views.rotate_webhook, name="rotate_webhook"),
    path("deliveries/<uuid:public_id>/", views.webhook_delivery, name="webhook_delivery"),
    path("deliveries/<uuid:public_id>/redeliver/", views.redeliver_webhook, name="redeliver_webhook"),
]
