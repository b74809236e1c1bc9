"""Grants, to look up; ending one by force takes two operators (decisions §9)."""

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from customers.grants.actions.force import REASON_LENGTH, approve_end, ask_to_end, refuse_end
from customers.grants.models import DelegatedAdminGrant, ForcedEnd, GrantNotice
from partnercenter.audit.operating import ReadOnlyAdmin


class ReasonForm(ActionForm):
    """The bar of actions, with the reason that both sides read."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=REASON_LENGTH)


@admin.register(DelegatedAdminGrant)
class DelegatedAdminGrantAdmin(ReadOnlyAdmin):
    action_form = ReasonForm
    cloud_lookup = "customer__cloud__code"
    list_display = (
        *("partner", "customer", "kind", "name", "status", "starts_at", "ends_at", "auto_extends"),
        *("last_used_at", "ended_at", "ended_side"),
    )
    list_filter = ("kind", "status", "auto_extends", "ended_side", "customer__cloud")
    list_select_related = ("partner", "customer")
    search_fields = ("partner__legal_name", "customer__name", "customer__primary_domain", "name", "=public_id")
    date_hierarchy = "starts_at"
    actions = ("ask_to_end",)

    @admin.action(description=_("Ask a second operator to end the selected rights"), permissions=["operate"])
    def ask_to_end(self, request: HttpRequest, queryset: QuerySet[DelegatedAdminGrant]) -> None:
        reason, by = request.POST.get("reason", "").strip()[:REASON_LENGTH], request.user
        self.act_on_each(request, queryset, lambda grant: ask_to_end(grant=grant, reason=reason, by=by))  # type: ignore[arg-type]


@admin.register(ForcedEnd)
class ForcedEndAdmin(ReadOnlyAdmin):
    cloud_lookup = "grant__customer__cloud__code"
    list_display = ("grant", "reason", "status", "asked_at", "asked_by", "decided_at", "decided_by")
    list_filter = ("status",)
    list_select_related = ("grant__partner", "grant__customer", "asked_by", "decided_by")
    search_fields = ("grant__partner__legal_name", "grant__customer__name", "=public_id", "=grant__public_id")
    date_hierarchy = "asked_at"
    actions = ("approve", "refuse")

    @admin.action(description=_("Approve: end the rights now"), permissions=["operate"])
    def approve(self, request: HttpRequest, queryset: QuerySet[ForcedEnd]) -> None:
        self.act_on_each(request, queryset, lambda asked: approve_end(asked=asked, by=request.user))  # type: ignore[arg-type]

    @admin.action(description=_("Refuse: leave the rights as they are"), permissions=["operate"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[ForcedEnd]) -> None:
        self.act_on_each(request, queryset, lambda asked: refuse_end(asked=asked, by=request.user))  # type: ignore[arg-type]


@admin.register(GrantNotice)
class GrantNoticeAdmin(ReadOnlyAdmin):
    cloud_lookup = "grant__customer__cloud__code"
    list_display = ("grant", "kind", "regarding", "sent_at")
    list_filter = ("kind",)
    list_select_related = ("grant__partner", "grant__customer")
    search_fields = ("grant__partner__legal_name", "grant__customer__name", "=grant__public_id")
    date_hierarchy = "sent_at"
