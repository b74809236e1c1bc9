"""Directory roles and tasks, the reference data that operators keep; partners' templates, to look up."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from customers.grants.models import DirectoryRole, RoleTask, RoleTemplate
from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin


@admin.register(DirectoryRole)
class DirectoryRoleAdmin(OperatedAdmin):
    cloud_lookup, is_reference = "", True
    list_display = ("code", "name_en", "name_ja", "area", "risk", "is_privileged", "is_available")
    list_filter = ("area", "risk", "is_privileged", "is_available")
    search_fields = ("code", "name_en", "name_ja", "=template_id")
    fieldsets = (
        (None, {"fields": ("code", "template_id", ("name_en", "name_ja"), "area")}),
        (_("Power"), {"fields": ("power_en", "power_ja", "risk", "is_privileged", "is_available")}),
        (None, {"fields": ("source",)}),
    )

    def get_readonly_fields(self, request: object, obj: DirectoryRole | None = None) -> tuple[str, ...]:
        """The code stands in grants and requests, so it never changes."""
        return ("code",) if obj else ()


@admin.register(RoleTask)
class RoleTaskAdmin(OperatedAdmin):
    cloud_lookup, is_reference = "", True
    list_display = ("code", "name_en", "name_ja", "area")
    list_filter = ("area",)
    search_fields = ("code", "name_en", "name_ja")
    filter_horizontal = ("roles",)

    def get_readonly_fields(self, request: object, obj: RoleTask | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(RoleTemplate)
class RoleTemplateAdmin(ReadOnlyAdmin):
    cloud_lookup = "partner__cloud__code"
    list_display = ("name", "partner", "created_at")
    list_select_related = ("partner",)
    search_fields = ("name", "partner__legal_name", "=public_id")
