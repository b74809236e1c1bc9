"""Relationships in the administration, and the customer's page, whose changes have to reach its partners' lists."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from customers.directory.admin import CustomerAdmin
from customers.directory.models import Customer
from customers.relationships.actions import mark_renegotiated, withdraw_renegotiation
from customers.relationships.forms.marks import RenegotiationForm
from customers.relationships.index import refresh_customer
from customers.relationships.models import PartnerCustomer, Renegotiation, ResellerRelationship
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


@admin.register(Renegotiation)
class RenegotiationAdmin(OperatedAdmin):
    """The marks that end a duty of support: set here, taken back by the action, never changed."""

    form = RenegotiationForm
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
