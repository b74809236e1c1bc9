"""The mailbox page, mounted at `mailbox/` of the main host where EMBEDDED is set."""

from django.urls import path

from partnercenter.embedded import views

urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<slug:name>/", views.mail, name="mailbox_mail"),
    path("<slug:name>/html/", views.mail_html, name="mailbox_mail_html"),
]
