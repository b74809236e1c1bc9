"""Mails in the administration: read, see what happened to each, and try again what failed."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operating import ReadOnlyAdmin
from partnercenter.outbox.models import MailEvent, OutboundEmail
from partnercenter.outbox.resending import retry


class MailEventInline(admin.TabularInline):
    """The way of a mail, on the mail's page."""

    model = MailEvent
    fields = readonly_fields = ("at", "kind", "code", "words", "until")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: OutboundEmail | None = None) -> bool:
        return False


@admin.register(OutboundEmail)
class OutboundEmailAdmin(ReadOnlyAdmin):
    cloud_lookup = "cloud_code"
    list_display = ("public_id", "kind", "recipient", "state", "attempts", "last_code", "created_at", "settled_at")
    list_filter = ("state", "kind", "cloud_code", "language")
    search_fields = ("=public_id", "=recipient_key", "=about_id", "=message_id")
    search_help_text = _("An e-mail address, or an identifier, in full.")
    exclude = ("secret", "lease_owner")
    inlines = (MailEventInline,)
    actions = ("try_again",)

    @admin.action(description=_("Try to send the selected e-mails again"), permissions=["operate"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[OutboundEmail]) -> None:
        self.act_on_each(request, queryset, lambda email: retry(email, by=request.user))  # type: ignore[arg-type]


@admin.register(MailEvent)
class MailEventAdmin(ReadOnlyAdmin):
    cloud_lookup = "email__cloud_code"
    list_display = ("at", "kind", "email", "code", "words", "until")
    list_filter = ("kind", "email__cloud_code")
    list_select_related = ("email",)
    search_fields = ("=email__public_id", "=email__recipient_key", "=email__about_id")
    search_help_text = _("An e-mail address, or an identifier, in full.")
