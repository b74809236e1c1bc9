"""What stands still now, as far as an operator may see it: read along the table of watches, at a cost that is flat."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Count, Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partnercenter.audit.operators import may
from partnercenter.home.watches import WATCHES, Watch

MOST = 1000  # rows that are counted; beyond that the page says "more than"
SHOWN = 10  # rows that are named


@dataclass(frozen=True)
class Named:
    """A row with its words and its page."""

    key: Any
    words: str
    url: str


@dataclass(frozen=True)
class Finding:
    """One watch that found something: how many (capped), since when, and the first of them."""

    watch: Watch
    number: int
    since: datetime
    list_url: str
    named: list[Named]
    action: str  # empty where the operator may not, or nothing is there to press

    @property
    def is_more(self) -> bool:
        return self.number > MOST

    @property
    def most(self) -> int:
        return min(self.number, MOST)


def groups(request: HttpRequest) -> list[tuple[Any, list[Finding]]]:
    """Every subject that the operator may read, with what stands still in it; an empty list where nothing does."""
    now = timezone.now()
    found: dict[Any, list[Finding]] = {}
    for watch in WATCHES:
        page = admin.site._registry[watch.model]
        if page.has_view_permission(request):
            found.setdefault(watch.group, []).extend(find(watch, request, now))
    return list(found.items())


def find(watch: Watch, request: HttpRequest, now: datetime) -> list[Finding]:
    """What the watch sees among the rows of the operator's clouds; empty where it sees nothing."""
    page = admin.site._registry[watch.model]
    rows = watch.rows(page.get_queryset(request), now).order_by(*watch.order)
    seen = rows.values("pk", watch.since)[: MOST + 1].aggregate(number=Count("pk"), since=Min(watch.since))
    if not seen["number"]:
        return []
    place, action = f"admin:{watch.model._meta.app_label}_{watch.model._meta.model_name}", watch.action
    address = reverse(f"{place}_changelist") + (f"?{watch.query}" if watch.query else "")
    first = named(watch, rows.select_related(*page.list_select_related or ()), f"{place}_change")  # type: ignore[misc]
    pressed = action if may(request.user, watch.model, action) else ""
    return [Finding(watch, seen["number"], seen["since"], address, first, pressed)]


def named(watch: Watch, rows: Any, place: str) -> list[Named]:
    """The first rows with what is known of each; none where the watch has no words for them."""
    if watch.label is None:
        return []
    return [Named(row.pk, watch.label(row), reverse(place, args=[row.pk])) for row in rows[:SHOWN]]
