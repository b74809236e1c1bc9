"""Verifying receipts, on every host."""

from django.urls import path

from invitations.views import verifying

urlpatterns = [
    path("", verifying.verify_receipt, name="verify"),
    path("<str:number>/", verifying.verify_receipt, name="verify_receipt"),
]
