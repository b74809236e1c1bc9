"""Service requests, which operators read and answer, with their messages and files."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from customers.services.actions import close_service_request, write_message
from customers.services.forms.supporting import OperatorForm
from customers.services.models import Attachment, ServiceRequest, ServiceRequestMessage
from customers.services.sending import answer
from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin


class MessageInline(admin.TabularInline):
    """The thread as it was written."""

    model = ServiceRequestMessage
    fields = readonly_fields = ("written_at", "side", "written_by", "text", "files")
    extra = 0
    can_delete = False

    @admin.display(description=_("files"))
    def files(self, message: ServiceRequestMessage) -> SafeString:
        """The files to keep, each with its way to the operator's own download."""
        found = message.attachments.defer("content")
        rows = ((reverse("admin:services_attachment_file", args=[each.pk]), each.name) for each in found)
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', rows)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ServiceRequest)
class ServiceRequestAdmin(OperatedAdmin):
    """Facts and thread, read-only; an answer and *Close* through the portal's own actions."""

    form = OperatorForm
    asks_why = False  # the answer says it
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

    def own_fieldsets(self, request: HttpRequest, obj: ServiceRequest | None = None) -> Any:
        """The facts; the answer where one can be given."""
        facts = (None, {"fields": self.FACTS})
        answer = (_("Answer"), {"fields": ("answer", "attachments", "close")})
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
                write_message(service_request=obj, by=operator, **form.written())
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


@admin.register(Attachment)
class AttachmentAdmin(ReadOnlyAdmin):
    """Files of threads; their contents go out as they do to others, to keep and never to show."""

    cloud_lookup = "message__service_request__customer__cloud__code"
    list_display = ("name", "kind", "size", "sha256")
    list_filter = ("kind",)
    search_fields = ("name", "sha256", "=public_id")
    exclude = ("content",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attachment]:
        return super().get_queryset(request).defer("content")

    def get_urls(self) -> list[Any]:
        """The download, beside the pages that every model has."""
        file = path("<int:pk>/file/", self.admin_site.admin_view(self.send_file), name="services_attachment_file")
        return [file, *super().get_urls()]

    def send_file(self, request: HttpRequest, pk: int) -> FileResponse:
        """The file, for operators who may look at it, out of the clouds that they operate."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return answer(get_object_or_404(super().get_queryset(request), pk=pk))
