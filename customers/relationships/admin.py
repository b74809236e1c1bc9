"""Relationships in the administration, and the customer's page, whose changes have to reach its partners' lists."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from customers.directory.admin import CustomerAdmin
from customers.directory.models import Customer
from customers.relationships.index import refresh_customer
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.audit.operating import ReadOnlyAdmin


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


@admin.register(PartnerCustomer)
class PartnerCustomerAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("partner", "customer", "state", "since", "rights", "rights_until")
    list_filter = ("state", "rights", "customer__cloud")
    list_select_related = ("partner", "customer")
    search_fields = ("partner__legal_name", "customer__name", "customer__primary_domain", "=public_id")
    exclude = ("search", "search_text", "note")
    date_hierarchy = "since"
