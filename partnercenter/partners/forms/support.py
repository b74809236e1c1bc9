"""How customers reach a partner's support."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.fields import EmailAddressField, LineField
from partnercenter.pages.forms import PortalForm
from partnercenter.partners.actions import Reach
from partnercenter.partners.models import Partner

NUMBER = re.compile(r"\+?[0-9][0-9 ()/.-]{3,38}", re.ASCII)
MOST_DIGITS = 17  # of any number in the world, with a prefix to dial out
WRONG_ADDRESS = _("Enter a web address that begins with https://, such as https://support.example.com/.")


class SupportForm(PortalForm):
    """Telephone, e-mail and web address; each may stay empty."""

    support_phone = LineField(
        label=_("Telephone"), max_length=40, required=False, help_text=_("With the country code, such as +81 6.")
    )
    support_email = EmailAddressField(label=_("E-mail"), required=False)
    support_url = forms.URLField(
        label=_("Web address"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": WRONG_ADDRESS, "max_length": WRONG_ADDRESS},
    )

    def clean_support_phone(self) -> str:
        """In half-width digits, however they were typed."""
        typed = unicodedata.normalize("NFKC", self.cleaned_data["support_phone"]).strip()
        digits = sum(sign.isdigit() for sign in typed)
        if typed and not (NUMBER.fullmatch(typed) and digits <= MOST_DIGITS):
            raise ValidationError(_("Enter a telephone number in digits, such as +81 6 1234 5678."), code="bad_phone")
        return typed

    def clean_support_url(self) -> str:
        """Encrypted pages alone, and no address that hides another."""
        given: str = self.cleaned_data["support_url"]
        if given and (not given.startswith("https://") or "@" in given):
            raise ValidationError(WRONG_ADDRESS, code="bad_url")
        return given

    def reach(self) -> Reach:
        """The cleaned answers, as the action takes them."""
        return Reach(**self.cleaned_data)


def reach_of(partner: Partner) -> dict[str, str]:
    """What stands, for the form to begin with."""
    return {name: getattr(partner, name) for name in SupportForm.base_fields}
