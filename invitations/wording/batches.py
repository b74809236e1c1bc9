"""Words on the page of a file of requests."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from invitations.batching import room_today, share_of_a_day
from invitations.models import InvitationBatch
from partnercenter.pages.sentences import one_after_another

Status = InvitationBatch.Status
SHORT: dict[str, Promise] = {
    "no_address": gettext_lazy("No e-mail address"),
    "bad_address": gettext_lazy("Not an e-mail address"),
    "full_width": gettext_lazy("Full-width e-mail address"),
    "reserved_local_part": gettext_lazy("Nobody’s mailbox"),
    "portal_domain": gettext_lazy("The portal’s own address"),
    "own_domain": gettext_lazy("Your own company"),
    "partner_domain": gettext_lazy("Another partner"),
    "bad_company": gettext_lazy("Company’s name"),
    "bad_person": gettext_lazy("Person’s name"),
    "bad_reference": gettext_lazy("Internal reference"),
    "unknown_country": gettext_lazy("Unknown country"),
    "cloud_country": gettext_lazy("Country outside your cloud"),
    "market_no_group": gettext_lazy("Country in no sales region"),
    "market_other_group": gettext_lazy("Country in another sales region"),
    "partner_no_group": gettext_lazy("Your sales region"),
    "unknown_language": gettext_lazy("Unknown language"),
    "twice": gettext_lazy("Twice in the file"),
    "open_already": gettext_lazy("Already asked"),
    "asked_before": gettext_lazy("Asked by an earlier file"),
    "customer_already": gettext_lazy("Already a customer"),
    "suppressed": gettext_lazy("Cannot be delivered"),
    "address_busy": gettext_lazy("Too many e-mails today"),
    "name_taken": gettext_lazy("Name of the rights is taken"),
}


def say_problems(counted: Sequence[tuple[str, int]]) -> list[tuple[str, str | Promise, int]]:
    """Code, short words and number of rows."""
    return [(code, SHORT[code], number) for code, number in counted]


def day_words(batch: InvitationBatch) -> str:
    """What the day's limit of e-mails means for what is left of the batch; empty where all go out at once."""
    left = batch.good - batch.done
    if batch.status in InvitationBatch.ENDED or not left:
        return ""
    room = room_today(batch.partner)
    if left <= room:
        return ""
    days = -(-(left - room) // share_of_a_day())
    return say_day_by_day(room, days)


def say_day_by_day(room: int, days: int) -> str:
    """How many go out now, and how long the rest takes."""
    now = ngettext(
        "Of today’s e-mails, %(number)s is left for files.", "Of today’s e-mails, %(number)s are left for files.", room
    ) % {"number": f"{room:,}"}
    rest = ngettext(
        "The rest goes out by itself within about %(days)d day after that.",
        "The rest goes out by itself within about %(days)d days after that.",
        days,
    ) % {"days": days}
    return one_after_another(now, rest)
