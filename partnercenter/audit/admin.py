"""Names behind the log in the administration: to read, never to write. The log's own page stands in `home.admin`."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from partnercenter.audit.models import AuditTrace
from partnercenter.audit.operating import ReadOnlyAdmin, operated
from partnercenter.audit.operators import sees_places


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
