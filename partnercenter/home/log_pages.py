"""The log as operators leaf through it: by keyset, never a COUNT; narrowed by what, who, whose and when."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.audit.operating import operated, seen_here
from partnercenter.clouds.models import CloudRegion
from partnercenter.pages.keyset import paginate

CURSOR = "beside"  # in the address: the page on one side of a row
NEWEST_FIRST = ("-id",)
NAMED = ("object_id", "actor_id", "partner_id", "customer_id", "public_id")


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
            (
                *("partner.", "mail_template.", "customer.", "membership.", "team_invitation.", "join_request."),
                *("domain", "webhook."),
            ),
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


class CloudFilter(admin.SimpleListFilter):
    """Events of one of the operator's clouds, out of the table of clouds: the log is not asked which it holds."""

    title, parameter_name = _("cloud"), "cloud"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        seen = seen_here(request)
        own = [(row.code, str(row)) for row in CloudRegion.objects.order_by("pk") if seen is None or row.code in seen]
        return own if operated(request) else [*own, ("none", _("of no cloud"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        code = self.value()
        return queryset.filter(cloud_code="" if code == "none" else code[:32]) if code else queryset


class LogPages(ChangeList):
    """The newest events first, and the ways to newer and older ones."""

    newer = older = ""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        asked = request.GET.copy()
        self.cursor = str(asked.pop(CURSOR, [""])[-1])
        request.GET = asked  # type: ignore[assignment]  # no filter, search or way back keeps the place
        super().__init__(request, *args, **kwargs)

    def get_results(self, request: HttpRequest) -> None:
        """One page, without knowing how many there are."""
        page = paginate(self.queryset, order=NEWEST_FIRST, size=self.list_per_page, cursor=self.cursor)
        self.result_list = with_people(page.rows)
        self.result_count = self.full_result_count = len(page.rows)
        self.show_full_result_count = self.show_admin_actions = self.can_show_all = self.multi_page = False
        self.newer = self.get_query_string({CURSOR: page.previous_cursor}) if page.previous_cursor else ""
        self.older = self.get_query_string({CURSOR: page.next_cursor}) if page.next_cursor else ""


def with_people(events: list[AuditEvent]) -> list[AuditEvent]:
    """The events, each with the erasable row behind it as `behind`: one query for all."""
    traces = AuditTrace.objects.in_bulk([event.trace_id for event in events if event.trace_id])
    for event in events:
        event.behind = traces.get(event.trace_id)  # type: ignore[attr-defined]
    return events


def behind(event: AuditEvent) -> AuditTrace | None:
    """The erasable row behind an event; None once it is erased, and where a job did it."""
    if not hasattr(event, "behind"):
        with_people([event])
    found: AuditTrace | None = event.behind  # type: ignore[attr-defined]
    return found


def named(events: QuerySet[AuditEvent], words: str) -> QuerySet[AuditEvent]:
    """The events in which an identifier stands, by their indexes; none for what is no identifier."""
    try:
        key = UUID(words.strip())
    except ValueError:
        return events.none()
    wanted = Q()
    for name in NAMED:
        wanted |= Q(**{name: key})
    return events.filter(wanted)
