"""Agreement texts, editable until they are published, and the evidence that they were accepted."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.publishing import publish
from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin

PUBLICATION = ("public_id", "sha256", "status", "published_at", "published_by")


@admin.register(AgreementText)
class AgreementTextAdmin(OperatedAdmin):
    list_display = ("title", "version", "language", "cloud", "market_group", "status", "is_sample", "published_at")
    list_filter = ("cloud", "status", "language", "is_sample")
    list_select_related = ("cloud", "market_group")
    search_fields = ("version", "title", "=sha256")
    autocomplete_fields = ("market_group",)
    fields = ("cloud", "market_group", "version", "language", "title", "body", "is_sample", *PUBLICATION)
    readonly_fields = PUBLICATION
    actions = ("publish_texts",)

    def has_change_permission(self, request: HttpRequest, obj: AgreementText | None = None) -> bool:
        return is_draft(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: AgreementText | None = None) -> bool:
        """A draft may go; nobody has accepted it."""
        return obj is not None and is_draft(obj) and super().has_change_permission(request, obj)

    @admin.action(description=_("Publish the selected texts"), permissions=["operate"])
    def publish_texts(self, request: HttpRequest, queryset: QuerySet[AgreementText]) -> None:
        self.act_on_each(request, queryset, lambda text: publish(text=text, by=request.user))  # type: ignore[arg-type]


def is_draft(text: AgreementText | None) -> bool:
    """Whether the text can still change; a page without a text (the list) is no obstacle."""
    return text is None or text.status == AgreementText.Status.DRAFT


@admin.register(AgreementAcceptance)
class AgreementAcceptanceAdmin(ReadOnlyAdmin):
    cloud_lookup = "customer__cloud__code"
    list_display = ("customer", "text", "method", "accepted_at", "accepted_by")
    list_filter = ("method", "text__cloud")
    list_select_related = ("customer", "text", "accepted_by")
    search_fields = ("customer__name", "customer__primary_domain", "=public_id", "=sha256")
    date_hierarchy = "accepted_at"
