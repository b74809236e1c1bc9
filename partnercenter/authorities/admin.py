"""Authorities, the directories that they speak for, and what directory roles mean: the operator's own tables."""

from typing import Any

# Registers pages that ours replace.
import allauth.socialaccount.admin  # noqa: F401
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnercenter.accounts.admin import OwnedByPersonAdmin
from partnercenter.audit.operating import OperatedAdmin
from partnercenter.authorities.actions import add_usual_rules
from partnercenter.authorities.forms import AuthorityForm, RoleRuleForm, TenantForm
from partnercenter.authorities.models import Authority, ConnectedTenant, RoleRule
from partnercenter.domains.owners import find_owner

for model in (SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(model)


@admin.register(Authority)
class AuthorityAdmin(OperatedAdmin):
    form = AuthorityForm
    list_display = ("name_en", "cloud", "issuer", "is_active")
    list_filter = ("is_active", "cloud")
    list_select_related = ("cloud",)
    search_fields = ("name_en", "name_ja", "issuer")

    def get_readonly_fields(self, request: HttpRequest, obj: Authority | None = None) -> tuple[str, ...]:
        """Who is known was known to this issuer, in this cloud, under this client: another is another row."""
        return ("cloud", "issuer", "tenant_claim") if obj else ()

    def save_model(self, request: HttpRequest, obj: Authority, form: Any, change: bool) -> None:
        """A new authority begins with the usual rules."""
        super().save_model(request, obj, form, change)
        if not change:
            add_usual_rules(obj)


@admin.register(ConnectedTenant)
class ConnectedTenantAdmin(OperatedAdmin):
    form = TenantForm
    cloud_lookup = "authority__cloud__code"
    list_display = ("tenant_id", "authority", "owner_kind", "organisation", "is_active")
    list_filter = (("authority", admin.RelatedOnlyFieldListFilter), "owner_kind", "is_active")
    list_select_related = ("authority__cloud",)
    search_fields = ("tenant_id", "=owner_id")

    def get_readonly_fields(self, request: HttpRequest, obj: ConnectedTenant | None = None) -> tuple[str, ...]:
        """Whose directory it is never changes; one connected by mistake is put out of use."""
        return ("authority", "tenant_id", "owner_kind", "owner_id") if obj else ()

    @admin.display(description=_("organisation"))
    def organisation(self, row: ConnectedTenant) -> str:
        found = find_owner(row.owner_kind, row.owner_id)
        return found.name if found else "–"


@admin.register(RoleRule)
class RoleRuleAdmin(OperatedAdmin):
    form = RoleRuleForm
    cloud_lookup = "authority__cloud__code"
    list_display = ("authority", "owner_kind", "directory_role", "roles")
    list_filter = (("authority", admin.RelatedOnlyFieldListFilter), "owner_kind")
    list_select_related = ("authority__cloud",)
    search_fields = ("directory_role",)


@admin.register(SocialAccount)
class ConnectedAccountAdmin(OwnedByPersonAdmin):
    list_display = ("user", "provider", "date_joined", "last_login")
    search_fields = ("user__email_key", "user__display_name", "=uid")
