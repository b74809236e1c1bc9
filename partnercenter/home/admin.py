"""The log in the administration: to read and to take along, never to write."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.log import digest, record, stating
from partnercenter.audit.models import AuditEvent
from partnercenter.audit.operating import ReadOnlyAdmin
from partnercenter.audit.operators import sees_places
from partnercenter.audit.reasons import WhyForm
from partnercenter.audit.sealing import read_head
from partnercenter.authorities.wording import WORDS
from partnercenter.home.log_files import log_file
from partnercenter.home.log_pages import CloudFilter, LogPages, TopicFilter, behind, named
from partnercenter.home.stuck import groups

SIGN_IN_REFUSED = "authority.sign_in_refused"
LIST = "admin:audit_auditevent_changelist"


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    cloud_lookup = "cloud_code"
    list_display = ("happened_at", "action", "side", "person", "address", "object_type", "cloud_code")
    list_filter = (TopicFilter, "side", ("happened_at", admin.DateFieldListFilter), CloudFilter)
    sortable_by = ()
    show_facets = admin.ShowFacets.NEVER  # they would count
    search_fields = ("object_id",)  # whatever stands here; `get_search_results` says what is found
    search_help_text = _("The identifier of an object, a person, a partner or a customer, in full.")
    exclude = ("trace_digest", "previous_hash", "hash")
    readonly_fields = ("happened_at", "refusal", "who", "place", "reason", "proof")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[LogPages]:
        return LogPages

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[AuditEvent], search_term: str
    ) -> tuple[QuerySet[AuditEvent], bool]:
        return (named(queryset, search_term) if search_term.strip() else queryset), False

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return tuple(name for name in self.list_display if name != "address" or sees_places(request.user))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Places are for those who may see where people are; a refusal is there for a sign-in that was refused."""
        left_out = {"place"} if not sees_places(request.user) else set()
        left_out |= {"refusal"} if obj is None or obj.action != SIGN_IN_REFUSED else set()
        return tuple(name for name in self.readonly_fields if name not in left_out)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """When it was stands first."""
        return sorted(super().get_fields(request, obj), key=lambda name: name != "happened_at")

    def get_urls(self) -> list[Any]:
        export = self.admin_site.admin_view(self.export_view)
        stuck = self.admin_site.admin_view(self.stuck_view)
        own = [path("export/", export, name="audit_auditevent_export"), path("stuck/", stuck, name="stuck")]
        return [*own, *super().get_urls()]

    def stuck_view(self, request: HttpRequest) -> HttpResponse:
        """What stands still, for every operator as far as her role and clouds reach."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        shown = {"title": _("What is stuck"), "groups": groups(request), "head": read_head()}
        return TemplateResponse(
            request, "admin/audit/auditevent/stuck.html", self.admin_site.each_context(request) | shown
        )

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """Asks why, then gives what the list's filters leave as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            pages = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse(LIST))
        form = WhyForm(request.POST or None)
        if form.is_valid():
            self.note_export(request, form.cleaned_data["why"], pages)
            return log_file(pages.queryset, with_places=sees_places(request.user))
        return self.ask_why(request, form, pages)

    def note_export(self, request: HttpRequest, reason: str, pages: Any) -> None:
        """The event says by what it was narrowed and whether places were in it, never the words of a search."""
        details = {"filters": sorted(pages.get_filters_params())[:9], "places": sees_places(request.user)}
        with stating(reason):
            record("user.log_exported", about=request.user, by=request.user, side="operator", details=details)  # type: ignore[arg-type]

    def ask_why(self, request: HttpRequest, form: WhyForm, pages: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Export the log"),
            "opts": self.opts,
            "form": form,
            "cl": pages,
            "places": sees_places(request.user),
            "back": reverse(LIST) + pages.get_query_string(),
        }
        return TemplateResponse(request, "admin/audit/auditevent/export.html", context)

    @admin.display(description=_("person"))
    def person(self, event: AuditEvent) -> str:
        trace = behind(event)
        return trace.actor_name if trace else "–"

    @admin.display(description=_("person"))
    def who(self, event: AuditEvent) -> str:
        """The name behind the event, as long as it has not been erased."""
        trace = behind(event)
        return format_html("{} &lt;{}&gt;", trace.actor_name, trace.actor_email) if trace else "–"

    @admin.display(description=_("what the person read"))
    def refusal(self, event: AuditEvent) -> str:
        """The title of the page that refused the sign-in."""
        words = WORDS.get(event.details.get("reason", ""))
        return str(words.title) if words else "–"

    @admin.display(description=_("IP address"))
    def address(self, event: AuditEvent) -> str:
        trace = behind(event)
        return (trace and trace.ip_address) or "–"

    @admin.display(description=_("IP address and browser (for admins and auditors)"))
    def place(self, event: AuditEvent) -> str:
        trace = behind(event)
        return f"{trace.ip_address or '–'}, {trace.user_agent or '–'}" if trace else "–"

    @admin.display(description=_("reason that the operator gave"))
    def reason(self, event: AuditEvent) -> str:
        trace = behind(event)
        return (trace and trace.reason) or "–"

    @admin.display(description=_("name and place match the log"), boolean=True)
    def proof(self, event: AuditEvent) -> bool | None:
        """Whether the erasable row still says what the log has a digest of; nothing once it is erased."""
        trace = behind(event)
        return None if trace is None else digest(trace) == bytes(event.trace_digest or b"")
