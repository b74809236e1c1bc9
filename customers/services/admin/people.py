"""The people of customers' directories, to look up."""

from django.contrib import admin

from customers.services.models import DirectoryUser
from partnercenter.audit.operating import ReadOnlyAdmin


@admin.register(DirectoryUser)
class DirectoryUserAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("display_name", "user_name", "customer", "invited_at", "blocked_at", "password_reset_at")
    list_filter = (("blocked_at", admin.EmptyFieldListFilter), "customer__cloud")
    list_select_related = ("customer",)
    search_fields = ("display_name", "=user_name_key", "customer__name", "=public_id")
