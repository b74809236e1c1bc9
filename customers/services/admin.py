"""The catalogue, which operators keep; subscriptions, to look up; service requests, to answer."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ForeignKey
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from customers.services.actions import close_service_request, write_message
from customers.services.forms.supporting import OperatorForm
from customers.services.models import DirectoryUser, Offer, ServiceRequest, ServiceRequestMessage, Subscription
from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin
from partnercenter.clouds.models import MarketGroup


@admin.register(Offer)
class OfferAdmin(OperatedAdmin):
    """What was ordered keeps its own name and kind; withdraw an offer by taking its tick away."""

    list_display = ("name_en", "service", "kind", "cloud", "market_group", "min_seats", "max_seats", "is_available")
    list_filter = ("cloud", "kind", "is_available")
    list_select_related = ("cloud", "market_group")
    search_fields = ("name_en", "name_ja", "service", "=public_id")
    fields = (
        *("cloud", "market_group", "service", "name_en", "name_ja", "kind", "min_seats", "max_seats"),
        *("is_available", "public_id", "created_at"),
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
    list_display = ("name", "customer", "kind", "seats", "status", "channel", "sold_by", "reseller", "ordered_at")
    list_filter = ("status", "channel", "kind", "customer__cloud")
    list_select_related = ("customer", "sold_by", "reseller")
    search_fields = ("name", "customer__name", "customer__primary_domain", "=public_id")
    date_hierarchy = "ordered_at"


class MessageInline(admin.TabularInline):
    """The thread as it was written."""

    model = ServiceRequestMessage
    fields = readonly_fields = ("written_at", "side", "written_by", "text")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ServiceRequest)
class ServiceRequestAdmin(OperatedAdmin):
    """Facts and thread, read-only; an answer and *Close* through the portal's own actions."""

    form = OperatorForm
    inlines = (MessageInline,)
    cloud_lookup = "customer__cloud__code"
    list_display = (
        *("number", "severity", "subject", "customer", "partner", "desk", "without_rights", "status", "respond_by"),
    )
    list_filter = ("status", "desk", "without_rights", "severity", "customer__cloud")
    list_select_related = ("customer", "partner")
    search_fields = ("number", "subject", "customer__name", "partner__legal_name", "=public_id")
    date_hierarchy = "raised_at"
    FACTS = (
        *("number", "severity", "subject", "customer", "partner", "provider", "desk", "without_rights", "status"),
        *("raised_at", "raised_by", "respond_by", "answered_at", "forwarded_at", "closed_at", "closed_by", "public_id"),
    )
    readonly_fields = FACTS

    def get_fieldsets(self, request: HttpRequest, obj: ServiceRequest | None = None) -> Any:
        """The facts; the answer where one can be given."""
        facts = (None, {"fields": self.FACTS})
        answer = (_("Answer"), {"fields": ("answer", "close")})
        return [facts, answer] if self.has_change_permission(request, obj) else [facts]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Partners raise them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: ServiceRequest | None = None) -> bool:
        """A closed one stays as it is."""
        return not (obj and obj.is_closed) and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: ServiceRequest, form: Any, change: bool) -> None:
        """Answer, then close, where either is asked for; nothing else of the row changes here."""
        operator: Any = request.user
        try:
            if form.cleaned_data["answer"]:
                write_message(service_request=obj, text=form.cleaned_data["answer"], by=operator)
            if form.cleaned_data["close"]:
                close_service_request(service_request=obj, by=operator)
        except (ValidationError, PermissionDenied) as refusal:
            words = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
            self.message_user(request, words, messages.WARNING)


@admin.register(ServiceRequestMessage)
class ServiceRequestMessageAdmin(ReadOnlyAdmin):
    cloud_lookup = "service_request__customer__cloud__code"
    list_display = ("service_request", "side", "written_by", "written_at")
    list_filter = ("side",)
    list_select_related = ("service_request", "written_by")
    search_fields = ("service_request__number", "text", "=public_id")
    date_hierarchy = "written_at"


@admin.register(DirectoryUser)
class DirectoryUserAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("display_name", "user_name", "customer", "invited_at", "blocked_at", "password_reset_at")
    list_filter = (("blocked_at", admin.EmptyFieldListFilter), "customer__cloud")
    list_select_related = ("customer",)
    search_fields = ("display_name", "=user_name_key", "customer__name", "=public_id")
