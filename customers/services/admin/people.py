"""The people of customers' directories, their licences, and files of people, to look up."""

from django.contrib import admin

from customers.services.models import DirectoryUser, License, UserImport
from partnercenter.audit.operating import ReadOnlyAdmin


@admin.register(DirectoryUser)
class DirectoryUserAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("display_name", "user_name", "customer", "invited_at", "blocked_at", "password_reset_at")
    list_filter = (("blocked_at", admin.EmptyFieldListFilter), "customer__cloud")
    list_select_related = ("customer",)
    search_fields = ("display_name", "=user_name_key", "customer__name", "=public_id")


@admin.register(License)
class LicenseAdmin(ReadOnlyAdmin):
    cloud_lookup = "subscription__customer__cloud__code"
    list_display = ("user", "subscription", "assigned_at")
    list_filter = ("subscription__customer__cloud",)
    list_select_related = ("user", "subscription")
    search_fields = ("user__display_name", "=user__user_name_key", "subscription__name_en", "=subscription__public_id")


@admin.register(UserImport)
class UserImportAdmin(ReadOnlyAdmin):
    """The counts; what stood in the rows is its uploader's."""

    cloud_lookup = "customer__cloud__code"
    list_display = ("public_id", "customer", "status", "total", "good", "done", "uploaded_at", "ended_at")
    list_filter = ("status", "customer__cloud")
    list_select_related = ("customer",)
    search_fields = ("=public_id", "customer__name")
    date_hierarchy = "uploaded_at"
