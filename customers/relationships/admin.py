"""Relationships in the administration, and the customer's page, whose changes have to reach its partners' lists."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from customers.directory.admin import CustomerAdmin
from customers.directory.models import Customer
from customers.grants.actions.force import REASON_LENGTH
from customers.grants.admin.grants import ReasonForm
from customers.relationships.actions import end_as_asked, leave_as_it_is, mark_renegotiated, withdraw_renegotiation
from customers.relationships.forms.marks import RenegotiationForm
from customers.relationships.index import refresh_customer
from customers.relationships.models import (
    AskedEnd,
    AskedEndNotice,
    PartnerCustomer,
    Renegotiation,
    ResellerRelationship,
    SuspensionNotice,
)
from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin


@admin.register(Customer)
class ListedCustomerAdmin(CustomerAdmin):
    def save_model(self, request: HttpRequest, obj: Customer, form: Any, change: bool) -> None:
        """Names sort and are found anew in every partner's list."""
        super().save_model(request, obj, form, change)
        refresh_customer(obj)


@admin.register(ResellerRelationship)
class ResellerRelationshipAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("partner", "customer", "capacity", "provider", "status", "started_at", "ended_at")
    list_filter = ("status", "capacity", "customer__cloud")
    list_select_related = ("partner", "customer", "provider")
    search_fields = ("partner__legal_name", "customer__name", "customer__primary_domain", "=public_id")
    date_hierarchy = "started_at"


@admin.register(AskedEnd)
class AskedEndAdmin(ReadOnlyAdmin):
    """What customers ask for; those that wait for the operator are decided here, with a reason that both sides read."""

    action_form = ReasonForm
    cloud_lookup = "relationship__customer__cloud__code"
    list_display = ("relationship", "status", "asked_at", "answer_by", "reason", "answer", "escalated_at", "closed_at")
    list_filter = ("status", "relationship__customer__cloud")
    list_select_related = ("relationship__partner", "relationship__customer")
    search_fields = (
        *("relationship__partner__legal_name", "relationship__customer__name"),
        *("=public_id", "=relationship__public_id"),
    )
    date_hierarchy = "asked_at"
    actions = ("end_now", "leave")

    @admin.action(description=_("End the relationships of the selected"), permissions=["operate"])
    def end_now(self, request: HttpRequest, queryset: QuerySet[AskedEnd]) -> None:
        reason, by = reason_given(request), request.user
        self.act_on_each(request, queryset, lambda asked: end_as_asked(asked=asked, reason=reason, by=by))  # type: ignore[arg-type]

    @admin.action(description=_("Leave the relationships of the selected as they are"), permissions=["operate"])
    def leave(self, request: HttpRequest, queryset: QuerySet[AskedEnd]) -> None:
        reason, by = reason_given(request), request.user
        self.act_on_each(request, queryset, lambda asked: leave_as_it_is(asked=asked, reason=reason, by=by))  # type: ignore[arg-type]


def reason_given(request: HttpRequest) -> str:
    """What stands in the bar of actions."""
    return request.POST.get("reason", "").strip()[:REASON_LENGTH]


@admin.register(AskedEndNotice)
class AskedEndNoticeAdmin(ReadOnlyAdmin):
    cloud_lookup = "asked__relationship__customer__cloud__code"
    list_display = ("asked", "kind", "sent_at")
    list_filter = ("kind",)
    list_select_related = ("asked__relationship__partner", "asked__relationship__customer")
    search_fields = ("=asked__public_id",)
    date_hierarchy = "sent_at"


@admin.register(SuspensionNotice)
class SuspensionNoticeAdmin(ReadOnlyAdmin):
    """How far the customers of a suspended partner have been told."""

    cloud_lookup = "partner__cloud__code"
    list_display = ("partner", "occasion", "decided_at", "decided_by", "told", "finished_at")
    list_filter = ("occasion", ("finished_at", admin.EmptyFieldListFilter))
    list_select_related = ("partner", "decided_by")
    search_fields = ("partner__legal_name",)
    date_hierarchy = "decided_at"


@admin.register(Renegotiation)
class RenegotiationAdmin(OperatedAdmin):
    """The marks that end a duty of support: set here, taken back by the action, never changed."""

    form = RenegotiationForm
    own_reasons = ("reason",)
    cloud_lookup = "customer__cloud__code"
    list_display = ("partner", "customer", "renegotiated_on", "marked_at", "marked_by", "withdrawn_at")
    list_filter = ("customer__cloud", ("withdrawn_at", admin.EmptyFieldListFilter))
    list_select_related = ("partner", "customer", "marked_by")
    search_fields = ("partner__legal_name", "customer__name", "=public_id")
    autocomplete_fields = ("partner", "customer")
    date_hierarchy = "marked_at"
    actions = ("take_back",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Renegotiation, form: Any, change: bool) -> None:
        """Through the portal's action, which logs it."""
        facts = {"partner": obj.partner, "customer": obj.customer, "on": obj.renegotiated_on, "reason": obj.reason}
        obj.pk = mark_renegotiated(**facts, by=request.user).pk  # type: ignore[arg-type]

    @admin.action(description=_("Take the selected marks back"), permissions=["operate"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Renegotiation]) -> None:
        self.act_on_each(request, queryset, lambda mark: withdraw_renegotiation(mark=mark, by=request.user))  # type: ignore[arg-type]


@admin.register(PartnerCustomer)
class PartnerCustomerAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("partner", "customer", "state", "since", "rights", "rights_until")
    list_filter = ("state", "rights", "customer__cloud")
    list_select_related = ("partner", "customer")
    search_fields = ("partner__legal_name", "customer__name", "customer__primary_domain", "=public_id")
    exclude = ("search", "search_text", "note")
    date_hierarchy = "since"
