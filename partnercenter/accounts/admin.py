"""Persons in the administration. A password is never set here: the person gets a link (decisions §1)."""

from typing import Any

# These three register pages that ours replace.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnercenter.accounts.actions import send_set_password_link
from partnercenter.accounts.models import OpenSession, User
from partnercenter.accounts.sessions import end_sessions, sign_out
from partnercenter.accounts.unlocking import unlock
from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin, operated
from partnercenter.audit.operators import sees_places

for model in (EmailAddress, Authenticator, Group):
    admin.site.unregister(model)


class UserForm(forms.ModelForm):
    """A person; the clouds of an operator are chosen from the table of clouds."""

    operated_clouds = forms.MultipleChoiceField(
        label=_("Clouds of this operator"),
        required=False,
        help_text=_("None chosen: all clouds."),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = (
            "email",
            "display_name",
            "locale",
            "time_zone",
            "is_active",
            "operator_role",
            "operated_clouds",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "operated_clouds" in self.fields:  # clouds lie beside this room, so the registry is asked
            clouds = apps.get_model("clouds", "CloudRegion").objects.all()
            self.fields["operated_clouds"].choices = [(cloud.code, str(cloud)) for cloud in clouds]  # type: ignore[attr-defined]


@admin.register(User)
class UserAdmin(OperatedAdmin):
    form = UserForm
    cloud_lookup = ""
    list_display = ("email", "display_name", "is_active", "operator_role", "locale", "date_joined", "last_login")
    list_filter = ("operator_role", "is_active", "locale")
    search_fields = ("email_key", "display_name", "=public_id")
    ordering = ("email_key",)
    date_hierarchy = "date_joined"
    actions = ("send_link", "unlock", "sign_out")
    powers = ("operator_role", "operated_clouds")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """An operator of some clouds sees their partners' and customers' people, and himself."""
        rows, codes = super().get_queryset(request), operated(request)
        if not codes:
            return rows
        ids = Q(partner_memberships__partner__cloud__code__in=codes)
        ids |= Q(customer_memberships__customer__cloud__code__in=codes) | Q(pk=request.user.pk)
        return rows.filter(pk__in=User.objects.filter(ids).values("pk"))

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """The address is the login and changes by proof alone; powers are given by operators of all clouds."""
        fields = ("public_id", "email", "last_login", "date_joined") if obj else ()
        return (*fields, *self.powers) if operated(request) else fields

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        fields = ("email", "display_name", "locale", "time_zone", "is_active", *self.powers)
        return ("public_id", *fields, "last_login", "date_joined") if obj else fields

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody who is limited to some clouds changes another operator."""
        is_other = obj is not None and obj.is_staff and obj.pk != request.user.pk
        return super().has_change_permission(request, obj) and not (is_other and operated(request))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A new person has no password and gets the link to choose one."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and set(form.changed_data) & {*self.powers, "is_active"}:
            sign_out(obj, by=request.user)  # type: ignore[arg-type]
        if not change:
            send_set_password_link(obj, by=request.user)  # type: ignore[arg-type]

    @admin.action(description=_("Send the link for choosing a password"), permissions=["operate"])
    def send_link(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.act_on_each(request, queryset, lambda user: send_set_password_link(user, by=request.user))  # type: ignore[arg-type]

    @admin.action(description=_("Unlock: forget failed sign-ins"), permissions=["operate"])
    def unlock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.act_on_each(request, queryset, lambda user: unlock(user=user, request=request))

    @admin.action(description=_("Sign out everywhere"), permissions=["operate"])
    def sign_out(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        self.act_on_each(request, queryset, lambda user: end_sessions(user=user, by=request.user))  # type: ignore[arg-type]


class OwnedByPersonAdmin(ReadOnlyAdmin):
    """What belongs to a person: seen where the person is seen."""

    cloud_lookup = ""
    list_select_related = ("user",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        people = self.admin_site._registry[User].get_queryset(request)
        return rows.filter(user__in=people.values("pk")) if operated(request) else rows


@admin.register(EmailAddress)
class EmailAddressAdmin(OwnedByPersonAdmin):
    list_display = ("email", "user", "verified", "primary")
    list_filter = ("verified", "primary")
    search_fields = ("email", "user__display_name")


@admin.register(Authenticator)
class AuthenticatorAdmin(OwnedByPersonAdmin):
    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    search_fields = ("user__email_key", "user__display_name")
    exclude = ("data",)


@admin.register(OpenSession)
class OpenSessionAdmin(OwnedByPersonAdmin):
    """Addresses are for those who may see where people are."""

    list_display = ("user", "began_at", "ip_address", "user_agent")
    search_fields = ("user__email_key", "user__display_name", "=public_id")
    date_hierarchy = "began_at"

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return tuple(name for name in self.list_display if name != "ip_address" or sees_places(request.user))

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if sees_places(request.user) else ("ip_address",)
