"""What partners' mails begin with, and the reminders of partnership requests: to look up."""

from django.contrib import admin

from partnercenter.audit.operating import ReadOnlyAdmin
from partnercenter.partners.models import MailTemplate, PartnershipReminder


@admin.register(MailTemplate)
class MailTemplateAdmin(ReadOnlyAdmin):
    cloud_lookup = "partner__cloud__code"
    list_display = ("name", "partner", "kind", "language", "is_standard", "created_at")
    list_filter = ("kind", "language", "partner__cloud")
    list_select_related = ("partner",)
    search_fields = ("name", "partner__legal_name", "=public_id")
    date_hierarchy = "created_at"


@admin.register(PartnershipReminder)
class PartnershipReminderAdmin(ReadOnlyAdmin):
    cloud_lookup = "request__cloud__code"
    list_display = ("request", "kind", "sent_at")
    list_filter = ("kind", "request__cloud")
    list_select_related = ("request",)
    search_fields = ("request__number",)
    date_hierarchy = "sent_at"
