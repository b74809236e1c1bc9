"""Domains and the claims to them in the administration. Everything that changes one goes through the actions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operating import ReadOnlyAdmin
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.actions import confirm_domain, grant_claim, reject_claim, unconfirm_domain
from partnercenter.domains.models import DomainClaim
from partnercenter.domains.owners import find_owner


class ReasonForm(ActionForm):
    """The bar of actions, with the reason that each of them asks for."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)


class ReasonedAdmin(ReadOnlyAdmin):
    """Rows that an operator's actions change, each with a reason."""

    action_form = ReasonForm

    def act_with_reason(self, request: HttpRequest, rows: QuerySet[Any], action: Any, name: str) -> None:
        """Call `action` with each row as `name`, the reason typed beside the actions, and the operator."""
        reason = request.POST.get("reason", "")
        self.act_on_each(request, rows, lambda row: action(**{name: row}, reason=reason, by=request.user))


def owner_name(kind: str, public_id: Any) -> str:
    """The name of the organisation that a row names by label and id."""
    found = find_owner(kind, public_id)
    return found.name if found else "–"


@admin.register(TenantDomain)
class TenantDomainAdmin(ReasonedAdmin):
    list_display = ("domain", "cloud", "owner_kind", "is_primary", "registered_at", "confirmed_at", "confirmed_by")
    list_filter = ("cloud", "owner_kind", ("confirmed_at", admin.EmptyFieldListFilter))
    list_select_related = ("cloud",)
    search_fields = ("domain", "=owner_id")
    fields = ("domain", "cloud", "owner_kind", "owner", "is_primary", "registered_at", "confirmed_at", "confirmed_by",
              "reason", "challenge", "checked_at")  # fmt: skip
    readonly_fields = ("owner",)
    actions = ("confirm", "unconfirm")

    @admin.display(description=_("organisation"))
    def owner(self, row: TenantDomain) -> str:
        return owner_name(row.owner_kind, row.owner_id)

    @admin.action(description=_("Confirm the selected domains"), permissions=["operate"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[TenantDomain]) -> None:
        """By the operator's own check; what is confirmed already stays as it is."""
        self.act_with_reason(request, queryset.filter(confirmed_at=None), confirm_domain, "domain")

    @admin.action(description=_("Take back the confirmation of the selected domains"), permissions=["operate"])
    def unconfirm(self, request: HttpRequest, queryset: QuerySet[TenantDomain]) -> None:
        self.act_with_reason(request, queryset, unconfirm_domain, "domain")


@admin.register(DomainClaim)
class DomainClaimAdmin(ReasonedAdmin):
    """Disputes: everybody's reasons on one page, and the two ways to decide."""

    list_display = ("domain", "cloud", "status", "claimed_by", "claimed_at", "proved_at", "decided_at")
    list_filter = ("status", "cloud", ("proved_at", admin.EmptyFieldListFilter))
    list_select_related = ("cloud", "claimed_by")
    search_fields = ("domain", "claimed_by__email_key", "=public_id", "=claimant_id", "=holder_id")
    fields = ("domain", "cloud", "status", "claimed_by", "claimant", "words", "claimed_at", "checked_at", "proved_at",
              "holder", "decided_at", "decided_by", "reason", "public_id")  # fmt: skip
    readonly_fields = ("claimant", "holder")
    date_hierarchy = "claimed_at"
    actions = ("transfer", "reject")

    @admin.display(description=_("claimed for"))
    def claimant(self, claim: DomainClaim) -> str:
        return owner_name(claim.claimant_kind, claim.claimant_id)

    @admin.display(description=_("held by"))
    def holder(self, claim: DomainClaim) -> str:
        return owner_name(claim.holder_kind, claim.holder_id)

    @admin.action(description=_("Transfer the selected domains to their claimants"), permissions=["operate"])
    def transfer(self, request: HttpRequest, queryset: QuerySet[DomainClaim]) -> None:
        self.act_with_reason(request, queryset, grant_claim, "claim")

    @admin.action(description=_("Reject the selected claims"), permissions=["operate"])
    def reject(self, request: HttpRequest, queryset: QuerySet[DomainClaim]) -> None:
        self.act_with_reason(request, queryset, reject_claim, "claim")
