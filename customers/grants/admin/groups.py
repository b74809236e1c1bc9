"""Security groups, who is in them, and what they have of grants: to look up, and to activate what waits."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from customers.grants.actions.assign import activate_waiting
from customers.grants.models import AccessAssignment, GroupMember, SecurityGroup
from partnercenter.audit.operating import ReadOnlyAdmin


@admin.register(SecurityGroup)
class SecurityGroupAdmin(ReadOnlyAdmin):
    cloud_lookup = "partner__cloud__code"
    list_display = ("name", "partner", "created_at", "deleted_at")
    list_filter = (("deleted_at", admin.EmptyFieldListFilter),)
    list_select_related = ("partner",)
    search_fields = ("name", "partner__legal_name", "=public_id")


@admin.register(GroupMember)
class GroupMemberAdmin(ReadOnlyAdmin):
    cloud_lookup = "group__partner__cloud__code"
    list_display = ("group", "membership", "added_at")
    list_select_related = ("group", "membership__user", "membership__partner")
    search_fields = ("group__name", "membership__user__email_key", "group__partner__legal_name")


@admin.register(AccessAssignment)
class AccessAssignmentAdmin(ReadOnlyAdmin):
    cloud_lookup = "grant__customer__cloud__code"
    list_display = ("group", "grant", "status", "created_at", "activated_at", "removed_at")
    list_filter = ("status",)
    list_select_related = ("group", "grant__partner", "grant__customer")
    search_fields = ("group__name", "grant__partner__legal_name", "grant__customer__name", "=public_id")
    date_hierarchy = "created_at"
    actions = ("activate",)

    @admin.action(description=_("Activate the selected assignments now"), permissions=["operate"])
    def activate(self, request: HttpRequest, queryset: QuerySet[AccessAssignment]) -> None:
        """Where the job does not come to it; what does not wait stays as it is."""
        self.act_on_each(request, queryset, lambda row: activate_waiting(assignment=row, by=request.user))  # type: ignore[arg-type]
