"""Partners' staff in the administration."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from partnercenter.audit.operating import OperatedAdmin
from partnercenter.partners.actions import member_leaves
from partnercenter.partners.forms.members import LeavingForm, MembershipForm
from partnercenter.partners.models import PartnerMembership


@admin.register(PartnerMembership)
class PartnerMembershipAdmin(OperatedAdmin):
    cloud_lookup = "partner__cloud__code"
    list_display = ("user", "partner", "role_label", "joined_at", "left_at")
    list_filter = ("partner__cloud", ("left_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "partner__cloud")
    search_fields = ("user__email_key", "user__display_name", "partner__legal_name", "=public_id")
    autocomplete_fields = ("partner", "user")
    date_hierarchy = "joined_at"

    def get_form(
        self, request: HttpRequest, obj: PartnerMembership | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        return super().get_form(request, obj, change, **kwargs | {"form": LeavingForm if obj else MembershipForm})

    def get_fields(self, request: HttpRequest, obj: PartnerMembership | None = None) -> tuple[str, ...]:
        """Leaving is an action of its own, never a date that is typed."""
        if obj is None:
            return ("partner", "user", "roles")
        standing = ("partner", "user", "joined_at", "roles")
        return (*standing, "left_at") if obj.left_at else (*standing, "leaves", "successor")

    def get_readonly_fields(self, request: HttpRequest, obj: PartnerMembership | None = None) -> tuple[str, ...]:
        return ("partner", "user", "joined_at", "left_at") if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: PartnerMembership | None = None) -> bool:
        """Who has left stays as it was."""
        return super().has_change_permission(request, obj) and not (obj and obj.left_at)

    def save_model(self, request: HttpRequest, obj: PartnerMembership, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("leaves"):
            member_leaves(membership=obj, successor=form.cleaned_data["successor"], by=request.user)  # type: ignore[arg-type]
