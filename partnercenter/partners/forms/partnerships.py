"""The administration's form of a partnership that an operator registers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnercenter.partners.models import Partnership
from partnercenter.partners.partnership_rules import check_pair
from partnercenter.partners.queries import is_in_force


class PartnershipForm(forms.ModelForm):
    """A provider and a reseller of the same cloud and sales region (R-62, R-65)."""

    class Meta:
        model = Partnership
        fields = ("provider", "reseller")

    def clean(self) -> dict[str, Any]:
        """Say under the field what does not fit."""
        cleaned = super().clean() or self.cleaned_data
        provider, reseller = cleaned.get("provider"), cleaned.get("reseller")
        if provider and reseller:
            try:
                check_pair(provider, reseller, in_force=is_in_force(provider, reseller))
            except ValidationError as refusal:
                at = "provider" if refusal.code in ("no_provider", "provider_away") else "reseller"
                self.add_error(at, refusal)
        return cleaned
