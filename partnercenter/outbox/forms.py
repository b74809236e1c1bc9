"""The operator's form for the suppression list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from partnercenter.canonical.emails import email_key
from partnercenter.outbox.models import Suppression


class SuppressionForm(forms.ModelForm):
    """A new address with its reason, or why one is taken off."""

    class Meta:
        model = Suppression
        fields = ("cloud_code", "recipient_key", "note", "until", "lift_note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("note", "lift_note"):
            if name in self.fields:
                self.fields[name].required = True

    def clean_recipient_key(self) -> str:
        return email_key(self.cleaned_data["recipient_key"])

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and until <= timezone.now():
            raise ValidationError(_("Choose a day that is still to come."), code="past")
        return until
