"""Partners in the administration."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operating import OperatedAdmin
from partnercenter.audit.reasons import WhyForm
from partnercenter.clouds.models import MarketGroup
from partnercenter.partners.actions import register_partner, suspend_partner, unsuspend_partner
from partnercenter.partners.forms.partners import ACCOUNT, AGREEMENT, KINDS, SUPPORT, NewPartnerForm, PartnerForm
from partnercenter.partners.forms.suspending import SuspensionForm
from partnercenter.partners.hearing import who_hears
from partnercenter.partners.models import Partner

FIRST_ADMIN = ("admin_name", "admin_email", "admin_language", "domain")
STATE = ("status", "suspended_at", "suspended_by", "suspension_reason", "public_id", "created_at")
AT_ONCE = 20  # partners on the page before the deed


@admin.register(Partner)
class PartnerAdmin(OperatedAdmin):
    list_display = ("legal_name", "partner_number", "cloud", "country", "market_group", *KINDS, "status")
    list_filter = ("cloud", "status", *KINDS, "market_group")
    list_select_related = ("cloud", "market_group")
    search_fields = ("legal_name", "partner_number", "=public_id")
    date_hierarchy = "created_at"
    actions = asks_on_page = ("suspend", "unsuspend")

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """A partner's region is a sales region, never the list of a cloud."""
        if db_field.name == "market_group":
            kwargs["queryset"] = MarketGroup.objects.filter(kind=MarketGroup.Kind.SALES_REGION)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Partner | None = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **kwargs | {"form": PartnerForm if obj else NewPartnerForm})

    def own_fieldsets(self, request: HttpRequest, obj: Partner | None = None) -> Any:
        """Facts, kinds and agreement; the first admin of a new one, the state of an existing one."""
        facts = [(None, {"fields": ACCOUNT}), (_("Support"), {"fields": SUPPORT}), (_("Kind"), {"fields": KINDS})]
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

    @admin.action(description=_("Suspend the selected partners…"), permissions=["operate"])
    def suspend(self, request: HttpRequest, queryset: QuerySet[Partner]) -> HttpResponse | None:
        """First a page that says who is told and asks for the reason, then, once confirmed, the deed."""
        form = SuspensionForm(request.POST if request.POST.get("confirmed") else None)
        if not form.is_valid():
            return self.ask_first(request, queryset, "suspend", form)
        reason, by = form.cleaned_data["reason"], request.user
        self.act_on_each(
            request,
            queryset[:AT_ONCE],
            lambda partner: suspend_partner(partner=partner, reason=reason, by=by),  # type: ignore[arg-type]
        )
        return None

    @admin.action(description=_("Let the selected partners work again…"), permissions=["operate"])
    def unsuspend(self, request: HttpRequest, queryset: QuerySet[Partner]) -> HttpResponse | None:
        """First a page that says who is told, then, once confirmed, the deed."""
        form = WhyForm(request.POST if request.POST.get("confirmed") else None)
        if not form.is_valid():
            return self.ask_first(request, queryset, "unsuspend", form)
        by = request.user
        self.act_on_each(request, queryset[:AT_ONCE], lambda partner: unsuspend_partner(partner=partner, by=by))  # type: ignore[arg-type]
        return None

    def ask_first(
        self, request: HttpRequest, queryset: QuerySet[Partner], deed: str, form: SuspensionForm | WhyForm
    ) -> TemplateResponse:
        """Which partners, how many of their customers hear of it, and what it does."""
        title = _("Suspend partners") if deed == "suspend" else _("Let partners work again")
        effects = [(partner, who_hears(partner)) for partner in queryset.order_by("sort_key", "pk")[:AT_ONCE]]
        context = {"deed": deed, "form": form, "effects": effects, "opts": self.opts, "title": title}
        full = {**self.admin_site.each_context(request), **context}
        status = 422 if form.is_bound else None
        return TemplateResponse(request, "admin/partners/partner/suspension.html", full, status=status)
