"""Attesting for an organisation that a request's customer names by its ID."""

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.agreements.forms import AttestationForm


class AttestBeforeAnswerForm(AttestationForm):
    """The contact, and which organisation it accepted for."""

    organisation = forms.UUIDField(
        label=_("Organisation ID"),
        help_text=_("The customer reads it on the page that asks for the agreement."),
        error_messages={"invalid": _("This is no organisation ID. Copy it whole.")},
    )
    field_order = ("organisation",)
