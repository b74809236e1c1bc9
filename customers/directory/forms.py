"""What somebody says of the organisation that they register."""

from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from customers.directory.actions import Registration
from customers.directory.models import CustomerRole
from customers.directory.rules import check_company_name
from partnercenter.canonical.fields import EmailAddressField, LineField
from partnercenter.clouds.markets import countries_in_list, country_choices, today
from partnercenter.clouds.models import CloudRegion
from partnercenter.pages.forms import ChoiceNote, ChoiceRowsField, PortalForm


class CompanyNameField(LineField):
    """A legal name; R-125 decides what is none."""

    def canonical(self, text: str) -> str:
        return check_company_name(super().canonical(text))


class FactsForm(forms.ModelForm):
    """What an operator corrects about an organisation: a country and a zone that exist, a language of the portal."""

    country = forms.ChoiceField(label=_("Registered country"), choices=lazy(country_choices, list))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def clean_time_zone(self) -> str:
        """An IANA name; code `unknown_zone`."""
        zone: str = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise ValidationError(
                _("There is no such time zone. Enter a name such as Asia/Tokyo."), code="unknown_zone"
            )
        return zone


class RegistrationForm(PortalForm):
    """Name, country, address and contact. The domain is the verified mailbox's and is not asked for."""

    name = CompanyNameField(
        label=_("Legal name"),
        max_length=200,
        help_text=_("As it stands in the company register."),
        error_messages={"required": _("Enter the organisation's legal name.")},
    )
    country = forms.ChoiceField(
        label=_("Registered country"),
        help_text=_("It decides which partners may sell to you. Only the operator can change it later."),
        error_messages={
            "required": _("Choose the country where the organisation is registered."),
            "invalid_choice": _("Choose a country from the list."),
        },
    )
    address = LineField(
        label=_("Address"), max_length=300, error_messages={"required": _("Enter the organisation's address.")}
    )
    contact_name = LineField(
        label=_("Contact"), max_length=100, error_messages={"required": _("Enter the contact's name.")}
    )
    contact_email = EmailAddressField(label=_("Contact's e-mail address"))

    def __init__(self, *args: Any, cloud: CloudRegion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = cast(forms.ChoiceField, self.fields["country"])
        country.choices = [("", _("Choose a country")), *countries_of(cloud)]
        for name, purpose in AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = purpose

    def registration(self, *, domain: str, language: str) -> Registration:
        """The cleaned answers, with what the person cannot choose."""
        return Registration(**self.cleaned_data, domain=domain, language=language)


ROLE_NOTES = {
    CustomerRole.USER.value: ChoiceNote(hint=_("Sees who has access, and the service requests.")),
    CustomerRole.BILLING_ADMIN.value: ChoiceNote(
        hint=_("Sees everything, answers requests without administrator rights, signs agreements.")
    ),
    CustomerRole.GLOBAL_ADMIN.value: ChoiceNote(hint=_("Decides everything, as you do.")),
}
OFFERED_ROLES = (CustomerRole.USER, CustomerRole.BILLING_ADMIN, CustomerRole.GLOBAL_ADMIN)  # the smallest first


class JoinAnswerForm(PortalForm):
    """Let somebody in, as what; or not. The pressed button is the answer."""

    answer = forms.ChoiceField(choices=[("accept", ""), ("decline", "")], widget=forms.HiddenInput)
    role = ChoiceRowsField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in OFFERED_ROLES],
        notes=ROLE_NOTES,
        initial=CustomerRole.USER,
    )

    def answer_chosen(self) -> dict[str, Any]:
        """As `actions.answer_join` takes it."""
        accepts = self.cleaned_data["answer"] == "accept"
        return {"accepts": accepts, "role": CustomerRole(self.cleaned_data["role"])}


AUTOCOMPLETE = {
    "name": "organization",
    "country": "country",
    "address": "street-address",
    "contact_name": "name",
    "contact_email": "email",
}


def countries_of(cloud: CloudRegion) -> list[tuple[str, str]]:
    """The countries that an organisation of this cloud may be registered in: its list, or all."""
    choices = country_choices()
    if cloud.country_list is None:
        return choices
    codes = countries_in_list(cloud.country_list, today())
    return [choice for choice in choices if choice[0] in codes]
