"""The tabs of the list, with counts that never go beyond a thousand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from invitations.queries.sending import MOST_COUNTED, TABS, UNDELIVERED

LABELS: dict[str, Promise] = {
    "waiting": gettext_lazy("Waiting for an answer"),
    UNDELIVERED: gettext_lazy("Not delivered"),
    "draft": gettext_lazy("Drafts"),
    "accepted": gettext_lazy("Accepted"),
    "declined": gettext_lazy("Declined"),
    "cancelled": gettext_lazy("Withdrawn"),
    "expired": gettext_lazy("Expired"),
    "all": gettext_lazy("All"),
}


@dataclass(frozen=True)
class Tab:
    """One tab; `count` is words, empty where none is shown."""

    code: str
    label: str | Promise
    count: str


def describe_tabs(counts: Mapping[str, int]) -> list[Tab]:
    """The tabs in their order; that of lost e-mails only while there are any."""
    shown = [code for code in TABS if code != UNDELIVERED or counts.get(code)]
    return [Tab(code, LABELS[code], say_count(counts.get(code))) for code in shown]


def say_count(count: int | None) -> str:
    """The number, capped in words; empty where it was not counted."""
    if count is None:
        return ""
    return _("more than 1,000") if count > MOST_COUNTED else str(count)
