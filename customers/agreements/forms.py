"""What a customer accepts its agreement with, and what a partner attests."""

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from customers.agreements.models import AgreementText
from customers.agreements.rules import Named
from customers.directory.models import Customer
from partnercenter.canonical.fields import EmailAddressField, LineField
from partnercenter.pages.forms import PortalForm
from partnercenter.pages.names import company_markup
from partnercenter.pages.sentences import one_stop

LONGEST_NAME, LONGEST_PHONE = 100, 40
AGREES = _(
    "I have read version %(version)s of the customer agreement and have the authority to accept it for %(customer)s."
)


class AcceptAgreementForm(PortalForm):
    """One box, never ticked beforehand, and the hash of the text that is shown."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    agrees = forms.BooleanField(error_messages={"required": _("Tick the box to accept the customer agreement.")})

    def __init__(self, *args: Any, text: AgreementText, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("shown", text.text_hash())
        names = {"version": escape(text.version), "customer": company_markup(customer.name)}
        self.fields["agrees"].label = mark_safe(one_stop(escape(AGREES) % names))


class AttestationForm(PortalForm):
    """Who at the customer accepted, and when (R-92)."""

    last_name = LineField(label=_("Last name"), max_length=LONGEST_NAME)
    first_name = LineField(label=_("First name"), max_length=LONGEST_NAME)
    email = EmailAddressField(label=_("E-mail address"), help_text=_("This person is told by e-mail at once."))
    phone = LineField(label=_("Telephone"), max_length=LONGEST_PHONE, required=False)
    accepted_on = forms.DateField(
        label=_("Accepted on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=_("The day on which this person accepted the version shown above; today or earlier."),
    )

    def named(self) -> Named:
        """The contact as the action takes it."""
        names = ("first_name", "last_name", "email", "phone")
        return Named(**{name: self.cleaned_data[name] for name in names})
