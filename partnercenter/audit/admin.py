"""The log in the administration: to read, never to write."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.log import digest
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.audit.operating import ReadOnlyAdmin, operated
from partnercenter.audit.operators import sees_places


class TopicFilter(admin.SimpleListFilter):
    """What events are about, by the first word of their codes: `grant.ended` is about rights."""

    title, parameter_name = _("what it is about"), "topic"
    TOPICS: ClassVar[dict[str, tuple[Any, tuple[str, ...]]]] = {
        "requests": (_("requests"), ("invitation.", "invitationbatch.")),
        "relationships": (_("relationships"), ("relationship.", "renegotiation.", "customers.")),
        "rights": (_("admin rights"), ("grant.", "rights.", "assignment.", "group.", "template.")),
        "agreements": (_("agreements"), ("agreement.", "agreementtext.")),
        "services": (_("subscriptions and services"), ("subscription.", "service.", "offer.", "healthnotice.")),
        "users": (_("users and licences"), ("directoryuser.", "licence.", "userimport.")),
        "service_requests": (_("service requests"), ("servicerequest.",)),
        "partnerships": (_("partnerships"), ("partnership.", "partnershiprequest.")),
        "organisations": (
            _("organisations and people"),
            ("partner.", "mail_template.", "customer.", "membership.", "team_invitation.", "join_request.", "domain"),
        ),
        "accounts": (_("sign-in and accounts"), ("user.",)),
        "mails": (_("e-mails"), ("outboundemail.", "suppression.")),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, label) for name, (label, _prefixes) in self.TOPICS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        """The events of the chosen topic; all of them for a topic that is none."""
        _label, prefixes = self.TOPICS.get(self.value() or "", ("", ()))
        wanted = Q()
        for prefix in prefixes:
            wanted |= Q(action__startswith=prefix)
        return queryset.filter(wanted)


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    cloud_lookup = "cloud_code"
    list_display = ("happened_at", "action", "side", "object_type", "object_id", "actor_id", "cloud_code")
    list_filter = (TopicFilter, "side", ("happened_at", admin.DateFieldListFilter), "cloud_code")
    search_fields = ("=object_id", "=actor_id", "=partner_id", "=customer_id", "=public_id")
    search_help_text = _("The identifier of an object, a person, a partner or a customer, in full.")
    exclude = ("trace_digest", "previous_hash", "hash")
    readonly_fields = ("who", "place", "reason", "proof")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Places are for those who may see where people are."""
        return tuple(name for name in self.readonly_fields if name != "place" or sees_places(request.user))

    @admin.display(description=_("person"))
    def who(self, event: AuditEvent) -> str:
        """The name behind the event, as long as it has not been erased."""
        trace = trace_of(event)
        return format_html("{} &lt;{}&gt;", trace.actor_name, trace.actor_email) if trace else "–"

    @admin.display(description=_("IP address and browser (for admins and auditors)"))
    def place(self, event: AuditEvent) -> str:
        trace = trace_of(event)
        return f"{trace.ip_address or '–'}, {trace.user_agent or '–'}" if trace else "–"

    @admin.display(description=_("reason that the operator gave"))
    def reason(self, event: AuditEvent) -> str:
        trace = trace_of(event)
        return (trace and trace.reason) or "–"

    @admin.display(description=_("name and place match the log"), boolean=True)
    def proof(self, event: AuditEvent) -> bool | None:
        """Whether the erasable row still says what the log has a digest of; nothing once it is erased."""
        trace = trace_of(event)
        return None if trace is None else digest(trace) == bytes(event.trace_digest or b"")


def trace_of(event: AuditEvent) -> AuditTrace | None:
    return AuditTrace.objects.filter(pk=event.trace_id).first() if event.trace_id else None


@admin.register(AuditTrace)
class AuditTraceAdmin(ReadOnlyAdmin):
    """Names behind events of all clouds: for operators of all clouds alone."""

    cloud_lookup = ""
    list_display = ("id", "actor_name", "actor_email", "ip_address")
    search_fields = ("=actor_email", "=id")
    exclude = ("salt",)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return tuple(name for name in self.list_display if name != "ip_address" or sees_places(request.user))

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Places are for those who may see where people are."""
        return self.exclude if sees_places(request.user) else (*self.exclude, "ip_address", "user_agent")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and not operated(request)
