"""Requests, links and answers in the administration: to look up, and to act on as the portal does."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from invitations import actions
from invitations.models import Acceptance, Invitation, InvitationBatch, InvitationLink, InvitationReminder
from invitations.rules.reasons import OPERATORS
from partnercenter.audit.operating import ReadOnlyAdmin
from partnercenter.audit.reasons import WhyActionForm


class ReasonForm(WhyActionForm):
    """The action with its reason, and what the partner reads of requests that are withdrawn."""

    reason = forms.ChoiceField(
        label=_("Reason for withdrawing"),
        choices=[("", "–"), *((reason.value, reason.label) for reason in OPERATORS)],
        required=False,
    )


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = (
        "number",
        "partner",
        "recipient_email",
        "customer_name",
        "rights",
        "status",
        "sent_at",
        "expires_at",
    )
    list_filter = ("status", "rights", "capacity", "cloud", "is_reusable")
    list_select_related = ("partner", "cloud")
    search_fields = ("number", "=recipient_key", "partner__legal_name", "customer_name", "=public_id")
    date_hierarchy = "created_at"
    actions = ("resend", "cancel", "expire")
    action_form = ReasonForm

    @admin.action(description=_("Send the selected requests again"), permissions=["operate"])
    def resend(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        self.call(request, queryset, actions.resend)

    @admin.action(description=_("Withdraw the selected requests"), permissions=["operate"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        """With the reason beside the list of actions: the partner reads it on the request's page."""
        reason = request.POST.get("reason", "")
        if reason not in OPERATORS:
            self.message_user(request, _("Choose why these requests are withdrawn."), messages.ERROR)
            return
        self.act_on_each(
            request,
            queryset,
            lambda asked: actions.cancel(invitation=asked, reason=reason, by=request.user),  # type: ignore[arg-type]
        )

    @admin.action(description=_("Expire those of the selected requests whose time has passed"), permissions=["operate"])
    def expire(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        """What the periodic job does, at once: nobody expires a request before its time."""
        count = actions.expire_due(within=queryset, by=request.user)  # type: ignore[arg-type]
        said = ngettext("%(count)d request has expired.", "%(count)d requests have expired.", count) % {"count": count}
        self.message_user(request, said, messages.SUCCESS)

    def call(self, request: HttpRequest, queryset: QuerySet[Invitation], action: Any) -> None:
        self.act_on_each(request, queryset, lambda asked: action(invitation=asked, by=request.user))


@admin.register(InvitationLink)
class InvitationLinkAdmin(ReadOnlyAdmin):
    """Links without what makes their tokens."""

    cloud_lookup = "invitation__cloud__code"
    list_display = ("invitation", "generation", "issued_at", "replaced_at", "key_id")
    list_filter = ("invitation__cloud", ("replaced_at", admin.EmptyFieldListFilter))
    list_select_related = ("invitation",)
    search_fields = ("invitation__number", "=public_id")
    exclude = ("token_hash", "nonce")
    date_hierarchy = "issued_at"


@admin.register(Acceptance)
class AcceptanceAdmin(ReadOnlyAdmin):
    cloud_lookup = "invitation__cloud__code"
    list_display = ("receipt", "invitation", "outcome", "customer", "decided_at", "decided_by", "decided_as")
    list_filter = ("outcome", "invitation__cloud", "is_single_use")
    list_select_related = ("invitation", "customer", "decided_by")
    search_fields = ("=receipt", "invitation__number", "customer__name", "=public_id")
    date_hierarchy = "decided_at"


@admin.register(InvitationReminder)
class InvitationReminderAdmin(ReadOnlyAdmin):
    cloud_lookup = "invitation__cloud__code"
    list_display = ("invitation", "kind", "sent_at")
    list_filter = ("kind", "invitation__cloud")
    list_select_related = ("invitation",)
    search_fields = ("invitation__number",)
    date_hierarchy = "sent_at"


@admin.register(InvitationBatch)
class InvitationBatchAdmin(ReadOnlyAdmin):
    """The counts; what stood in the rows is the partner's."""

    cloud_lookup = "partner__cloud__code"
    list_display = ("public_id", "partner", "status", "total", "good", "done", "uploaded_at", "ended_at")
    list_filter = ("status", "partner__cloud")
    list_select_related = ("partner",)
    search_fields = ("=public_id", "partner__legal_name")
    date_hierarchy = "uploaded_at"
