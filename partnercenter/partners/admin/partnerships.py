"""Partnerships and the requests for them in the administration; the actions change them, no form does."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin
from partnercenter.partners.actions import cancel_request, end_partnership, start_partnership
from partnercenter.partners.forms.partnerships import PartnershipForm
from partnercenter.partners.models import Partnership, PartnershipLink, PartnershipRequest


class EndingForm(ActionForm):
    """The bar of actions, with the reason that both partners read."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)


@admin.register(Partnership)
class PartnershipAdmin(OperatedAdmin):
    form = PartnershipForm
    action_form = EndingForm
    cloud_lookup = "provider__cloud__code"
    list_display = ("provider", "reseller", "status", "started_at", "ended_at", "ended_side")
    list_filter = ("status", "provider__cloud")
    list_select_related = ("provider", "reseller")
    search_fields = ("provider__legal_name", "reseller__legal_name", "=public_id")
    autocomplete_fields = ("provider", "reseller")
    date_hierarchy = "started_at"
    actions = ("end",)

    def has_change_permission(self, request: HttpRequest, obj: Partnership | None = None) -> bool:
        """A partnership begins and ends by the actions; no form changes one."""
        return False

    def save_model(self, request: HttpRequest, obj: Partnership, form: Any, change: bool) -> None:
        """Register one that the two agreed on outside of the portal."""
        by: Any = request.user
        begun = start_partnership(provider=obj.provider, reseller=obj.reseller, by=by)
        obj.pk, obj.public_id = begun.pk, begun.public_id

    @admin.action(description=_("End the selected partnerships"), permissions=["operate"])
    def end(self, request: HttpRequest, queryset: QuerySet[Partnership]) -> None:
        """With the reason typed beside the actions; one that has ended stays as it is."""
        reason, by = request.POST.get("reason", "").strip()[:500], request.user
        self.act_on_each(
            request,
            queryset.filter(status=Partnership.Status.ACTIVE),
            lambda row: end_partnership(partnership=row, reason=reason, by=by),  # type: ignore[arg-type]
        )


@admin.register(PartnershipRequest)
class PartnershipRequestAdmin(ReadOnlyAdmin):
    list_display = ("number", "provider", "status", "created_at", "expires_at", "ended_at", "reseller")
    list_filter = ("status", "cloud")
    list_select_related = ("provider", "reseller")
    search_fields = ("=number", "=public_id", "provider__legal_name", "=recipient_key")
    date_hierarchy = "created_at"
    exclude = ("request_key", "recipient_key")
    actions = ("withdraw",)

    @admin.action(description=_("Withdraw the selected requests"), permissions=["operate"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[PartnershipRequest]) -> None:
        self.act_on_each(request, queryset, lambda row: cancel_request(request=row, reason="operator", by=request.user))  # type: ignore[arg-type]


@admin.register(PartnershipLink)
class PartnershipLinkAdmin(ReadOnlyAdmin):
    """Links without what makes their tokens."""

    cloud_lookup = "request__cloud__code"
    list_display = ("request", "generation", "issued_at", "replaced_at", "key_id")
    list_filter = ("request__cloud", ("replaced_at", admin.EmptyFieldListFilter))
    list_select_related = ("request",)
    search_fields = ("request__number", "=public_id")
    exclude = ("token_hash", "nonce")
    date_hierarchy = "issued_at"
