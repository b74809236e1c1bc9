"""The administration's forms of partners."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.domains import clean_domain, is_free_mail
from partnercenter.canonical.emails import domain_of
from partnercenter.canonical.fields import EmailAddressField, LineField
from partnercenter.clouds.markets import country_choices, group_of, today
from partnercenter.clouds.zones import zone_of
from partnercenter.partners.actions import FirstAdmin, check_domain_free
from partnercenter.partners.models import Partner

KINDS = ("is_direct", "is_provider", "is_reseller")
AGREEMENT = ("programme_agreement_version", "programme_agreement_accepted_on")
SUPPORT = ("support_phone", "support_email", "support_url")
ACCOUNT = ("cloud", "legal_name", "country", "market_group", "address", "time_zone", "partner_number")
FACTS = (*ACCOUNT, *SUPPORT, *KINDS, *AGREEMENT)


def countries() -> list[tuple[str, str]]:
    """The countries, with none chosen beforehand."""
    return [("", "–"), *country_choices()]


class PartnerForm(forms.ModelForm):
    """A partner's facts. Left empty, sales region and time zone follow from the country (decisions §10)."""

    legal_name = LineField(max_length=200, label=_("legal name"))
    country = forms.ChoiceField(label=_("registered country"), choices=lazy(countries, list))

    class Meta:
        model = Partner
        fields = FACTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)
        for name in ("market_group", "time_zone"):
            if name in self.fields:
                self.fields[name].required = False
                self.fields[name].help_text = _("Empty: from the registered country.")

    def clean(self) -> dict[str, Any]:
        """At least one kind; the region and the zone of the country."""
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(kind) for kind in KINDS):
            self.add_error("is_direct", ValidationError(_("Choose at least one kind of partner."), code="no_kind"))
        if country := cleaned.get("country"):
            if "country" in self.changed_data and "market_group" not in self.changed_data:
                cleaned["market_group"] = None  # a partner that moves does not keep the region of its old country
            cleaned["time_zone"] = cleaned.get("time_zone") or zone_of(country)
            cleaned["market_group"] = cleaned.get("market_group") or group_of(country, today())
            if cleaned["market_group"] is None:
                unserved = _("Nobody can sell in this country: it lies in no sales region.")
                self.add_error("country", ValidationError(unserved, code="market_no_group"))
        return cleaned


class NewPartnerForm(PartnerForm):
    """A new partner with its first global admin, who gets a link to choose a password (decisions §1)."""

    admin_name = LineField(max_length=100, label=_("name of the first global admin"))
    admin_email = EmailAddressField(label=_("e-mail address of the first global admin"))
    admin_language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)
    domain = forms.CharField(
        label=_("domain"),
        required=False,
        max_length=253,
        help_text=_("Confirmed with this form. Empty: that of the first global admin's address."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "time_zone" in self.fields:
            self.initial["time_zone"] = self.fields["time_zone"].initial = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        email, cloud = cleaned.get("admin_email"), cleaned.get("cloud")
        if email and cloud:
            try:
                cleaned["domain"] = self.chosen_domain(cleaned.get("domain") or "", email)
                check_domain_free(Partner(cloud=cloud), cleaned["domain"])
            except ValidationError as refusal:
                self.add_error("domain", refusal)
        return cleaned

    @staticmethod
    def chosen_domain(typed: str, email: str) -> str:
        """What was typed, else the address's, unless everybody has addresses there."""
        if typed:
            return clean_domain(typed)
        domain = domain_of(email)
        return "" if is_free_mail(domain) else domain

    @property
    def first_admin(self) -> FirstAdmin:
        said = self.cleaned_data
        return FirstAdmin(name=said["admin_name"], email=said["admin_email"], language=said["admin_language"])
