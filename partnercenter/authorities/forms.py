"""The administration's forms: authorities, connected directories, what their roles mean."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from partnercenter.authorities.models import Authority, ConnectedTenant, RoleRule
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.owners import find_owner
from partnercenter.teams.kinds import team_kind


class AuthorityForm(forms.ModelForm):
    """The secret is written and never shown; an empty field keeps the one that stands."""

    new_secret = forms.CharField(
        label=_("client secret"),
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Stored sealed and never shown again. Empty: the secret stays as it is."),
    )

    class Meta:
        model = Authority
        fields = (
            *("cloud", "name_en", "name_ja", "issuer", "configuration_url", "client_id", "new_secret"),
            *("tenant_claim", "role_claims", "is_active"),
        )

    def clean_issuer(self) -> str:
        return check_address(self.cleaned_data["issuer"].strip())

    def clean_configuration_url(self) -> str:
        address = self.cleaned_data["configuration_url"].strip()
        return check_address(address) if address else ""

    def save(self, commit: bool = True) -> Authority:
        if self.cleaned_data.get("new_secret"):
            self.instance.secret = self.cleaned_data["new_secret"]
        return super().save(commit)


def check_address(address: str) -> str:
    """An https address; http on this machine alone, for a try. Code `not_https`."""
    parts = urlsplit(address)
    is_local = settings.EMBEDDED and parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    if not parts.netloc or (parts.scheme != "https" and not is_local):
        raise forms.ValidationError(_("Enter an address that begins with https://."), code="not_https")
    return address


class TenantForm(forms.ModelForm):
    """A directory and the organisation that it belongs to, in the authority's cloud."""

    class Meta:
        model = ConnectedTenant
        fields = ("authority", "tenant_id", "owner_kind", "owner_id", "is_active")

    def clean_tenant_id(self) -> str:
        """Without a slash, which parts tenant and person. Code `tenant_id`."""
        tenant: str = self.cleaned_data["tenant_id"].strip()
        if "/" in tenant:
            raise forms.ValidationError(_("A tenant ID has no slash."), code="tenant_id")
        return tenant

    def clean(self) -> dict[str, Any]:
        """The organisation exists and lies in the authority's cloud. Code `no_organisation`."""
        cleaned = super().clean() or self.cleaned_data
        authority = cleaned.get("authority") or self.instance.authority
        kind, owner = (cleaned.get(name) or getattr(self.instance, name) for name in ("owner_kind", "owner_id"))
        found = find_owner(kind, owner) if kind else None
        if found is None or found.cloud != authority.cloud:
            words = _("The authority's cloud has no such organisation. Copy the public ID from its page.")
            self.add_error(None, forms.ValidationError(words, code="no_organisation"))
        return cleaned


class RoleRuleForm(forms.ModelForm):
    """A role of the directory, and what it is here."""

    roles = forms.MultipleChoiceField(label=_("roles here"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = RoleRule
        fields = ("authority", "owner_kind", "directory_role", "roles")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(role.value, role.label) for kind in TenantDomain.Owner for role in team_kind(kind).roles]
        self.fields["roles"].choices = list(dict(named).items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Only roles that members of that kind have. Code `role_of_others`."""
        cleaned = super().clean() or self.cleaned_data
        known = {role.value for role in team_kind(cleaned["owner_kind"]).roles} if cleaned.get("owner_kind") else set()
        if known and not set(cleaned.get("roles", ())) <= known:
            self.add_error("roles", forms.ValidationError(_("These members have no such role."), code="role_of_others"))
        return cleaned
