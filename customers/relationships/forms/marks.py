"""The operator's form of a renegotiated contract."""

from typing import Any

from django import forms

from customers.relationships.duty import duty_of, today_at
from customers.relationships.models import Renegotiation
from customers.relationships.rules import check_owes_support, check_renegotiated_on
from partnercenter.canonical.fields import LineField


class RenegotiationForm(forms.ModelForm):
    """Partner, customer, day and reason; refused where there is no duty to end."""

    reason = LineField(max_length=500)

    class Meta:
        model = Renegotiation
        fields = ("partner", "customer", "renegotiated_on", "reason")

    def clean(self) -> dict[str, Any]:
        """What the action would refuse stands on the form."""
        given = super().clean() or self.cleaned_data
        partner, customer, day = (given.get(name) for name in ("partner", "customer", "renegotiated_on"))
        if partner and customer and day:
            check_renegotiated_on(day, today=today_at(customer))
            check_owes_support(duty_of(partner, customer).is_owed)
        return given
