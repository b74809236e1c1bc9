"""Subscriptions in the administration: to look up."""

from django.contrib import admin

from customers.services.models import Subscription
from partnercenter.audit.operating import ReadOnlyAdmin


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("name", "customer", "kind", "seats", "status", "channel", "sold_by", "reseller", "ordered_at")
    list_filter = ("status", "channel", "kind", "customer__cloud")
    list_select_related = ("customer", "sold_by", "reseller")
    search_fields = ("name", "customer__name", "customer__primary_domain", "=public_id")
    date_hierarchy = "ordered_at"
