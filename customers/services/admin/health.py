"""What is wrong with a cloud's services: operators write it, partners and customers read it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from customers.services.models import HealthNotice, HealthUpdate
from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin


class UpdateInline(admin.StackedInline):
    """What became known later; added, never changed."""

    model = HealthUpdate
    fields = ("text_en", "text_ja")
    extra = 1

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(HealthNotice)
class HealthNoticeAdmin(OperatedAdmin):
    """Say what is wrong, keep it up to date, and set it to restored with its end when it is over."""

    inlines = (UpdateInline,)
    list_display = ("title_en", "service", "cloud", "state", "starts_at", "ends_at")
    list_filter = ("cloud", "state")
    list_select_related = ("cloud",)
    search_fields = ("title_en", "title_ja", "service", "=public_id")
    date_hierarchy = "starts_at"
    fields = (
        *("cloud", "service", "state", "starts_at", "ends_at", "title_en", "title_ja", "text_en", "text_ja"),
        *("public_id", "created_at"),
    )
    readonly_fields = ("public_id", "created_at")

    def get_readonly_fields(self, request: HttpRequest, obj: HealthNotice | None = None) -> tuple[str, ...]:
        """A notice stays with its cloud and its service: readers follow it by them."""
        return (*self.readonly_fields, "cloud", "service") if obj else self.readonly_fields


@admin.register(HealthUpdate)
class HealthUpdateAdmin(ReadOnlyAdmin):
    """What became known, to look up; it is added on its notice's page."""

    cloud_lookup = "notice__cloud__code"
    list_display = ("notice", "written_at")
    list_filter = ("notice__cloud",)
    list_select_related = ("notice",)
    search_fields = ("text_en", "text_ja", "notice__title_en", "=public_id")
    date_hierarchy = "written_at"
