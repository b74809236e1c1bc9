"""Webhooks in the administration: looked up, never changed, and no secret shown."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operating import ReadOnlyAdmin
from partnercenter.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(ReadOnlyAdmin):
    cloud_lookup = "partner__cloud__code"
    list_display = ("url", "partner", "status", "created_at", "stopped_at")
    list_filter = ("status", "partner__cloud")
    list_select_related = ("partner",)
    search_fields = ("=public_id", "partner__legal_name", "=partner__public_id")
    exclude = ("secret", "old_secret")


class WebhookAttemptInline(admin.TabularInline):
    """The tries of a delivery, on its page."""

    model = WebhookAttempt
    fields = readonly_fields = ("at", "number", "status", "trouble", "milliseconds", "answer")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnlyAdmin):
    cloud_lookup = "endpoint__partner__cloud__code"
    list_display = ("created_at", "type", "endpoint", "state", "attempts", "last_status", "settled_at")
    list_filter = ("state", "type")
    list_select_related = ("endpoint",)
    search_fields = ("=public_id", "=event__public_id", "=endpoint__public_id")
    search_help_text = _("An identifier, in full.")
    exclude = ("lease_owner", "event")
    inlines = (WebhookAttemptInline,)


@admin.register(WebhookAttempt)
class WebhookAttemptAdmin(ReadOnlyAdmin):
    cloud_lookup = "delivery__endpoint__partner__cloud__code"
    list_display = ("at", "delivery", "number", "status", "trouble", "milliseconds")
    list_filter = ("trouble",)
    list_select_related = ("delivery",)
    search_fields = ("=delivery__public_id",)
    search_help_text = _("An identifier, in full.")
