"""Grants of admin rights in the administration: to look up. Ending one by force needs a second operator (§9)."""

from django.contrib import admin

from customers.grants.models import DelegatedAdminGrant
from partnercenter.audit.operating import ReadOnlyAdmin


@admin.register(DelegatedAdminGrant)
class DelegatedAdminGrantAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("partner", "customer", "kind", "name", "status", "starts_at", "ends_at", "ended_at", "ended_side")
    list_filter = ("kind", "status", "ended_side", "customer__cloud")
    list_select_related = ("partner", "customer")
    search_fields = ("partner__legal_name", "customer__name", "customer__primary_domain", "name", "=public_id")
    date_hierarchy = "starts_at"
