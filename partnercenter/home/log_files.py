"""The operators' log as a file, while it is read; places for whom they are open."""

import json
from collections.abc import Iterator
from datetime import UTC

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnercenter.audit.models import AuditEvent
from partnercenter.home.log_pages import NEWEST_FIRST, behind, with_people
from partnercenter.pages.keyset import walk
from partnercenter.sheets.writing import csv_file

BATCH = 500


def log_file(events: QuerySet[AuditEvent], *, with_places: bool) -> StreamingHttpResponse:
    """One line for each event, the newest first; flat in memory, however many."""
    places = [_("IP address"), _("Browser")] if with_places else []
    return csv_file("activity-log", [*header(), *places], lines(events, with_places))


def header() -> list[str]:
    return [
        *(_("When (UTC)"), _("Code of the event"), _("Side"), pgettext("log", "Who"), _("E-mail address")),
        *(_("Reason"), _("Cloud"), _("Partner"), _("Customer"), _("Kind of object"), _("Object"), _("Details")),
        *(_("Number of the event"), _("Number in the chain")),
    ]


def lines(events: QuerySet[AuditEvent], with_places: bool) -> Iterator[list[object]]:
    for batch in walk(events, order=NEWEST_FIRST, size=BATCH):
        for event in with_people(batch):
            yield [*facts(event), *(place(event) if with_places else [])]


def facts(event: AuditEvent) -> list[object]:
    trace = behind(event)
    return [
        *(event.happened_at.astimezone(UTC).isoformat(timespec="seconds"), event.action, event.side),
        *((trace.actor_name, trace.actor_email, trace.reason) if trace else ("", "", "")),
        *(event.cloud_code, event.partner_id, event.customer_id, event.object_type, event.object_id),
        json.dumps(event.details, ensure_ascii=False) if event.details else "",
        *(event.public_id, event.sequence),
    ]


def place(event: AuditEvent) -> list[object]:
    trace = behind(event)
    return [trace.ip_address, trace.user_agent] if trace else ["", ""]
