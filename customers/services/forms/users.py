"""Somebody new in a customer's directory, and the tick boxes of people whose licences change."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from customers.services.actions.users import Newcomer
from customers.services.models import DirectoryUser
from customers.services.rules.licences import AT_ONCE
from partnercenter.canonical.fields import EmailAddressField, LineField
from partnercenter.clouds.markets import country_choices
from partnercenter.pages.forms import PortalForm


class InviteUserForm(PortalForm):
    """A name, the name that the person signs in with, and where and in which language the services are used."""

    display_name = LineField(label=_("Name"))
    user_name = EmailAddressField(
        label=_("User name"), help_text=_("The address that the person signs in with at the customer's services.")
    )
    country = forms.ChoiceField(
        label=_("Usage location"), help_text=_("The country where the person uses the services.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]
        self.initial.setdefault("country", customer.country)
        self.initial.setdefault("language", customer.language)

    def newcomer(self) -> Newcomer:
        """The cleaned answers, as the action takes them."""
        return Newcomer(**self.cleaned_data)


class PeopleForm(forms.Form):
    """The people whose boxes are ticked, out of `among`; foreign and broken ids choose nobody."""

    def __init__(self, *args: Any, among: QuerySet[DirectoryUser], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"] = forms.ModelMultipleChoiceField(
            queryset=among,
            to_field_name="public_id",
            error_messages={
                "required": _("Choose at least one person."),
                "invalid_choice": _("Somebody whom you chose is no longer in this list. Choose again."),
                "invalid_pk_value": _("Somebody whom you chose is no longer in this list. Choose again."),
            },
        )

    def people(self) -> list[DirectoryUser]:
        """Whom the boxes name; one more than can be done at once is enough to be refused."""
        return list(self.cleaned_data["people"].order_by("pk")[: AT_ONCE + 1])
