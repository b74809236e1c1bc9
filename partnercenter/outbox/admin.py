"""Mails in the administration: read, see what happened to each, try again what failed; the suppression list."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin, seen_here
from partnercenter.outbox.forms import SuppressionForm
from partnercenter.outbox.models import BounceTally, MailEvent, OutboundEmail, Suppression
from partnercenter.outbox.resending import retry
from partnercenter.outbox.suppressing import lift, suppress


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


@admin.register(Suppression)
class SuppressionAdmin(OperatedAdmin):
    """Added by refusals and by operators; an operator takes an address off by saying why."""

    cloud_lookup = "cloud_code"
    own_reasons = ("lift_note", "note")
    form = SuppressionForm
    list_display = ("recipient_key", "cloud_code", "reason", "until", "created_at", "lifted_at")
    list_filter = ("reason", "cloud_code", ("lifted_at", admin.EmptyFieldListFilter))
    search_fields = ("=recipient_key",)
    search_help_text = _("An e-mail address, in full.")

    def get_fields(self, request: HttpRequest, obj: Suppression | None = None) -> tuple[str, ...]:
        return ("cloud_code", "recipient_key", "note", "until", *(("lift_note",) if obj else ()))

    def get_readonly_fields(self, request: HttpRequest, obj: Suppression | None = None) -> tuple[str, ...]:
        return ("cloud_code", "recipient_key", "note", "until") if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Suppression | None = None) -> bool:
        """What was lifted stays as it is; somebody who is refused again gets a new row."""
        return super().has_change_permission(request, obj) and not (obj and obj.lifted_at)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The cloud is chosen among the operator's own."""
        if db_field.name == "cloud_code":
            codes = seen_here(request) or clouds()
            return ChoiceField(label=db_field.verbose_name, choices=[(code, code) for code in codes])
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def log_addition(self, request: HttpRequest, obj: Suppression, message: Any) -> Any:
        """The portal's log has it already, of the action."""
        return super(OperatedAdmin, self).log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Suppression, message: Any) -> Any:
        """The portal's log has it already, of the action."""
        return super(OperatedAdmin, self).log_change(request, obj, message)

    def save_model(self, request: HttpRequest, obj: Suppression, form: Any, change: bool) -> None:
        """Both ways go through the portal's own actions, which write the log."""
        if change:
            lift(obj, note=obj.lift_note, by=request.user)  # type: ignore[arg-type]
            return
        listed = suppress(
            recipient_key=obj.recipient_key,
            cloud_code=obj.cloud_code,
            reason=Suppression.Reason.OPERATOR,
            note=obj.note,
            until=obj.until,
            by=request.user,  # type: ignore[arg-type]
        )
        obj.pk, obj.public_id = listed.pk, listed.public_id


@admin.register(BounceTally)
class BounceTallyAdmin(ReadOnlyAdmin):
    cloud_lookup = ""
    list_display = ("day", "verdict", "number")
    list_filter = ("verdict",)
    search_fields = ("=verdict",)
    date_hierarchy = "day"


def clouds() -> list[str]:
    """The codes of all clouds. They stand a floor above this one, so they are asked for by name."""
    return list(apps.get_model("clouds", "CloudRegion").objects.order_by("code").values_list("code", flat=True))
