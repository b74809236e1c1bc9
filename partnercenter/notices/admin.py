"""What was told to whom, in the administration: looked up, never changed."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnercenter.accounts.admin import OwnedByPersonAdmin
from partnercenter.audit.operating import ReadOnlyAdmin
from partnercenter.notices.models import Digest, Notice, Preference


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    cloud_lookup = "event__cloud_code"
    list_display = ("created_at", "kind", "user", "side", "is_listed", "is_for_digest", "read_at")
    list_filter = ("kind", "side")
    list_select_related = ("user",)
    search_fields = ("=user__email_key", "=public_id", "=organisation_id", "=event__public_id")
    search_help_text = _("An e-mail address, or an identifier, in full.")


@admin.register(Preference)
class PreferenceAdmin(OwnedByPersonAdmin):
    list_display = ("user", "kind", "is_listed", "mail")
    list_filter = ("kind", "mail")
    search_fields = ("=user__email_key",)
    search_help_text = _("An e-mail address, or an identifier, in full.")


@admin.register(Digest)
class DigestAdmin(OwnedByPersonAdmin):
    list_display = ("day", "user", "created_at")
    search_fields = ("=user__email_key", "=public_id", "=organisation_id")
    search_help_text = _("An e-mail address, or an identifier, in full.")
    date_hierarchy = "day"
