"""Verifying receipts, on every host."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from invitations.views import verifying


class ReceiptConverter(StringConverter):
    """What looks like the number of a receipt; anything else is no page."""

    regex = r"[AGag]-[0-9]{4}-[0-9A-Za-z]{8}"


register_converter(ReceiptConverter, "receipt")

urlpatterns = [
    path("", verifying.verify_receipt, name="verify"),
    path("<receipt:number>/", verifying.verify_receipt, name="verify_receipt"),
]
