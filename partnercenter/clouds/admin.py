"""Clouds, markets and domains: the reference data that operators edit (decisions §2, §3)."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operating import OperatedAdmin, operated
from partnercenter.clouds.models import CloudRegion, Market, MarketGroup, TenantDomain

NAMES = ("code", ("name_en", "name_ja"), ("operator_en", "operator_ja"), ("portal_name_en", "portal_name_ja"))
LINKS = ("host_label", "link_prefix", "accent")
RIGHTS = ("allows_no_rights", "allows_full_rights", "allows_granular_rights")
PARTNERS = ("indirect_model", "allows_multi_partner", "allows_multi_channel", "allows_partner_to_partner")
AGREEMENT = ("online_agreement", "allows_attestation", "accepts_new_customers", "country_list", "source")


@admin.register(CloudRegion)
class CloudRegionAdmin(OperatedAdmin):
    cloud_lookup = "code"
    list_display = ("name_en", "code", "host_label", "allows_no_rights", "indirect_model", "accepts_new_customers")
    list_filter = ("accepts_new_customers", "indirect_model")
    list_select_related = ("country_list",)
    search_fields = ("code", "name_en", "name_ja")
    fieldsets = (
        (None, {"fields": NAMES}),
        (_("Address and look"), {"fields": LINKS}),
        (_("What a request may ask for"), {"fields": RIGHTS}),
        (_("Partners"), {"fields": (*PARTNERS, "one_transacting_partner")}),
        (_("Agreement and customers"), {"fields": AGREEMENT}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new cloud is nobody's yet: for operators of all clouds alone."""
        return super().has_add_permission(request) and not operated(request)

    def get_readonly_fields(self, request: HttpRequest, obj: CloudRegion | None = None) -> tuple[str, ...]:
        """Code, host and prefix stand in links that were handed out, so they never change."""
        return ("code", "host_label", "link_prefix") if obj else ()


@admin.register(MarketGroup)
class MarketGroupAdmin(OperatedAdmin):
    cloud_lookup, is_reference = "", True
    list_display = ("code", "name_en", "name_ja", "kind")
    list_filter = ("kind",)
    search_fields = ("code", "name_en", "name_ja")


@admin.register(Market)
class MarketAdmin(OperatedAdmin):
    cloud_lookup, is_reference = "", True
    list_display = ("iso2", "name_en", "name_ja", "kind", "group", "currency", "valid_from")
    list_filter = ("kind", "group")
    list_select_related = ("group",)
    autocomplete_fields = ("group",)
    search_fields = ("=iso2", "name_en", "name_ja")
    date_hierarchy = "valid_from"


@admin.register(TenantDomain)
class TenantDomainAdmin(OperatedAdmin):
    list_display = ("domain", "cloud", "owner_kind", "is_primary", "registered_at", "confirmed_at", "confirmed_by")
    list_filter = ("cloud", "owner_kind", ("confirmed_at", admin.EmptyFieldListFilter))
    list_select_related = ("cloud",)
    search_fields = ("domain", "=owner_id")
    readonly_fields = ("registered_at", "confirmed_at", "confirmed_by", "challenge")
    actions = ("confirm",)

    @admin.action(description=_("Confirm the selected domains"), permissions=["operate"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[TenantDomain]) -> None:
        """By the operator's own check; what is confirmed already stays as it is."""
        self.act_on_each(request, queryset.filter(confirmed_at=None), lambda domain: self.confirm_one(request, domain))

    def confirm_one(self, request: HttpRequest, domain: TenantDomain) -> None:
        domain.confirmed_at, domain.confirmed_by = timezone.now(), f"operator {request.user.public_id}"  # type: ignore[union-attr]
        domain.save(update_fields=["confirmed_at", "confirmed_by"])
        self.note(request, domain, "confirmed")
