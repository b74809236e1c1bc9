"""Customers and their people in the administration. `customers.relationships` registers the customer's page, because
a new name has to reach the lists of its partners."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from customers.directory.forms import FactsForm
from customers.directory.models import Customer, CustomerMembership, JoinRequest
from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin
from partnercenter.clouds.models import TenantDomain


class CustomerAdmin(OperatedAdmin):
    """Only an operator changes a registered country; it is logged, and no stored instant moves (decisions §3, §10)."""

    form = FactsForm
    list_display = ("name", "primary_domain", "is_proved", "cloud", "country", "is_self_registered", "created_at")
    list_filter = ("cloud", "is_self_registered", "language")
    list_select_related = ("cloud",)
    search_fields = ("name", "primary_domain", "=public_id", "=tenant_id")
    readonly_fields = ("public_id", "cloud", "tenant_id", "primary_domain", "is_self_registered", "created_at")
    date_hierarchy = "created_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Customer]:
        """With `has_proof`: whether any of its domains is confirmed."""
        confirmed = TenantDomain.objects.filter(owner_id=OuterRef("public_id"), confirmed_at__isnull=False)
        return super().get_queryset(request).annotate(has_proof=Exists(confirmed))

    @admin.display(description=_("domain confirmed"), boolean=True)
    def is_proved(self, customer: Customer) -> bool:
        return customer.has_proof  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Organisations register themselves."""
        return False


@admin.register(CustomerMembership)
class CustomerMembershipAdmin(OperatedAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("user", "customer", "role", "joined_at", "left_at")
    list_filter = ("role", "customer__cloud", ("left_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "customer__cloud")
    search_fields = ("user__email_key", "user__display_name", "customer__name", "=public_id")
    autocomplete_fields = ("customer", "user")
    date_hierarchy = "joined_at"

    def get_readonly_fields(self, request: HttpRequest, obj: CustomerMembership | None = None) -> tuple[str, ...]:
        return ("public_id", "customer", "user", "joined_at") if obj else ()


@admin.register(JoinRequest)
class JoinRequestAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("user", "customer", "status", "asked_at")
    list_filter = ("status",)
    list_select_related = ("user", "customer")
    search_fields = ("user__email_key", "customer__name", "=public_id")
    date_hierarchy = "asked_at"
