"""What can be ordered, by cloud, kind and market; and what was."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey
from django.http import HttpRequest

from customers.services.models import Offer, Subscription
from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin
from partnercenter.clouds.models import MarketGroup


@admin.register(Offer)
class OfferAdmin(OperatedAdmin):
    """What was ordered keeps its own name and kind; withdraw an offer by taking its tick away."""

    list_display = (
        *("name_en", "service", "kind", "cloud", "market_group", "min_seats", "max_seats", "term_months"),
        *("cancel_days", "is_available"),
    )
    list_filter = ("cloud", "kind", "market_group", "is_available")
    list_select_related = ("cloud", "market_group")
    search_fields = ("name_en", "name_ja", "service", "=public_id")
    fields = (
        *("cloud", "market_group", "service", "name_en", "name_ja", "kind", "min_seats", "max_seats"),
        *("term_months", "cancel_days", "is_available", "public_id", "created_at"),
    )
    readonly_fields = ("public_id", "created_at")

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        """Sales regions; the lists of clouds are the clouds' own."""
        if db_field.name == "market_group":
            kwargs["queryset"] = MarketGroup.objects.filter(kind=MarketGroup.Kind.SALES_REGION)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Offer | None = None) -> tuple[str, ...]:
        """An offer never moves to another cloud."""
        return (*self.readonly_fields, "cloud") if obj else self.readonly_fields


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = (
        "name_en",
        "customer",
        "kind",
        "seats",
        "status",
        "ends_at",
        "channel",
        "sold_by",
        "reseller",
        "ordered_at",
    )
    list_filter = ("status", "channel", "kind", "customer__cloud")
    list_select_related = ("customer", "sold_by", "reseller")
    search_fields = ("name_en", "name_ja", "customer__name", "customer__primary_domain", "=public_id")
    date_hierarchy = "ordered_at"
