"""Partners in the administration."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operating import OperatedAdmin
from partnercenter.clouds.models import MarketGroup
from partnercenter.partners.actions import register_partner, suspend_partner, unsuspend_partner
from partnercenter.partners.forms.partners import AGREEMENT, KINDS, NewPartnerForm, PartnerForm
from partnercenter.partners.models import Partner

ACCOUNT = ("cloud", "legal_name", "country", "market_group", "address", "time_zone", "partner_number")
FIRST_ADMIN = ("admin_name", "admin_email", "admin_language", "domain")
STATE = ("status", "suspended_at", "suspended_by", "public_id", "created_at")


@admin.register(Partner)
class PartnerAdmin(OperatedAdmin):
    list_display = ("legal_name", "partner_number", "cloud", "country", "market_group", *KINDS, "status")
    list_filter = ("cloud", "status", *KINDS, "market_group")
    list_select_related = ("cloud", "market_group")
    search_fields = ("legal_name", "partner_number", "=public_id")
    date_hierarchy = "created_at"
    actions = ("suspend", "unsuspend")

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """A partner's region is a sales region, never the list of a cloud."""
        if db_field.name == "market_group":
            kwargs["queryset"] = MarketGroup.objects.filter(kind=MarketGroup.Kind.SALES_REGION)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Partner | None = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **kwargs | {"form": PartnerForm if obj else NewPartnerForm})

    def get_fieldsets(self, request: HttpRequest, obj: Partner | None = None) -> Any:
        """Facts, kinds and agreement; the first admin of a new one, the state of an existing one."""
        facts = [(None, {"fields": ACCOUNT}), (_("Kind"), {"fields": KINDS})]
        facts.append((_("Partner agreement"), {"fields": AGREEMENT}))
        return [*facts, (_("State"), {"fields": STATE}) if obj else (_("First global admin"), {"fields": FIRST_ADMIN})]

    def get_readonly_fields(self, request: HttpRequest, obj: Partner | None = None) -> tuple[str, ...]:
        """An account never moves to another cloud; its state changes by the actions."""
        return ("cloud", *STATE) if obj else ()

    def save_model(self, request: HttpRequest, obj: Partner, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            who, domain = form.first_admin, form.cleaned_data["domain"]
            register_partner(partner=obj, admin=who, domain=domain, by=request.user)  # type: ignore[arg-type]

    @admin.action(description=_("Suspend the selected partners"), permissions=["operate"])
    def suspend(self, request: HttpRequest, queryset: QuerySet[Partner]) -> None:
        self.act_on_each(request, queryset, lambda partner: suspend_partner(partner=partner, by=request.user))  # type: ignore[arg-type]

    @admin.action(description=_("Let the selected partners work again"), permissions=["operate"])
    def unsuspend(self, request: HttpRequest, queryset: QuerySet[Partner]) -> None:
        self.act_on_each(request, queryset, lambda partner: unsuspend_partner(partner=partner, by=request.user))  # type: ignore[arg-type]
