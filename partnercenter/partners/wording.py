"""What the provider's pages say about partnership requests: looks, turns, timelines, gathered for templates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnercenter.clouds.markets import country_names
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.timeline import BAD, NEXT, NOW, OK, PLAIN, Step, Words, log_steps, mail_rows, mail_steps
from partnercenter.outbox.turns import Turn, is_for_address, lost_mail, lost_turn
from partnercenter.pages.lives import days_left
from partnercenter.pages.times import say_last_day, say_moment
from partnercenter.partners.access import may_control, may_readdress, why_not_control
from partnercenter.partners.asking_again import asked_turn, is_link_wanted
from partnercenter.partners.models import Partner, PartnerMembership, Partnership, PartnershipRequest
from partnercenter.partners.partnership_queries import (
    CANCELLED_MAIL,
    LINK_MAILS,
    REMINDER_MAIL,
    REQUEST_MAIL,
    mails_about,
)
from partnercenter.partners.reminding import coming_reminder

Status = PartnershipRequest.Status
MOST_MAILS = 50
KINDS: dict[str, Promise] = {
    REQUEST_MAIL: gettext_lazy("Request"),
    REMINDER_MAIL: gettext_lazy("Reminder"),
    CANCELLED_MAIL: gettext_lazy("Withdrawal"),
}
# Status → kind and icon of the `badge` tag, words.
LOOKS: dict[str, tuple[str, str, Words]] = {
    Status.READY: ("note", "link", Status.READY.label),
    Status.SENT: ("note", "wait", gettext_lazy("Waiting for an answer")),
    Status.ACCEPTED: ("quiet-ok", "ok", Status.ACCEPTED.label),
    Status.DECLINED: ("quiet", "ended", Status.DECLINED.label),
    Status.CANCELLED: ("quiet", "ended", Status.CANCELLED.label),
    Status.EXPIRED: ("quiet", "clock", Status.EXPIRED.label),
}
EVENTS: dict[str, tuple[str, Words]] = {
    "partnershiprequest.created": (PLAIN, gettext_lazy("Created, link issued")),
    "partnershiprequest.text_edited": (PLAIN, gettext_lazy("E-mail edited")),
    "partnershiprequest.sent": (PLAIN, gettext_lazy("Sent from the portal")),
    "partnershiprequest.resent": (PLAIN, gettext_lazy("Sent again")),
    "partnershiprequest.link_revealed": (PLAIN, gettext_lazy("Link shown")),
    "partnershiprequest.link_replaced": (PLAIN, gettext_lazy("New link issued; the old one stopped working")),
    "partnershiprequest.recipient_changed": (PLAIN, gettext_lazy("Address corrected, sent again with a new link")),
    "partnershiprequest.handed_over": (PLAIN, gettext_lazy("Handed over to a colleague")),
    "partnershiprequest.reminded": (PLAIN, gettext_lazy("Reminder to the recipient")),
    "partnershiprequest.reminders_switched": (PLAIN, gettext_lazy("Reminders turned on or off")),
    "partnershiprequest.new_link_asked": (NOW, gettext_lazy("Somebody with the old link asked for a new one")),
    "partnershiprequest.renewed": (PLAIN, gettext_lazy("Asked again with the same terms")),
    "partnershiprequest.accepted": (OK, gettext_lazy("Accepted")),
    "partnershiprequest.declined": (BAD, gettext_lazy("Declined")),
    "partnershiprequest.cancelled": (BAD, gettext_lazy("Withdrawn")),
    "partnershiprequest.expired": (BAD, gettext_lazy("Expired")),
}


@dataclass(frozen=True)
class ListedPartnership:
    """One row of a list: the partnership, the partner on the other side, and its country in words."""

    partnership: Partnership
    other: Partner
    country: str


def describe_rows(rows: Iterable[Partnership], own: Partner) -> list[ListedPartnership]:
    """The rows of a list as `own` sees them; one query for all countries."""
    pairs = [(row, row.other_than(own)) for row in rows]
    names = country_names({other.country for _row, other in pairs})
    return [ListedPartnership(row, other, names.get(other.country, other.country)) for row, other in pairs]


def describe_request(asked: PartnershipRequest, membership: PartnerMembership) -> dict[str, Any]:
    """The context of the request's page, with a bounded number of queries."""
    mails = list(mails_about(asked)[:MOST_MAILS])
    lost = lost_mail(mails, LINK_MAILS) if asked.is_open else None
    return {
        "asked": asked,
        "look": LOOKS[asked.status],
        "turn": turn_of(asked, lost),
        "lost": lost,
        "wants_address": is_for_address(lost) and may_readdress(membership, asked),
        "steps": timeline_of(asked, mails),
        "mails": mail_rows(mails, KINDS),
        "may_control": may_control(membership, asked),
        "why_not_control": why_not_control(membership, asked),
        "is_link_wanted": is_link_wanted(asked),
    }


def turn_of(asked: PartnershipRequest, lost: OutboundEmail | None = None) -> Turn:
    """Whose turn it is; `lost` is the mail that did not arrive."""
    if not asked.is_open:
        wanted = is_link_wanted(asked)
        return asked_turn(asked) if wanted else Turn(_("This request has ended."), ended_text(asked))
    zone = asked.provider.time_zone
    until, left = say_last_day(asked.expires_at, zone), days_left(asked.expires_at, zone=zone)
    if lost:
        return lost_turn(lost, left)
    if is_link_wanted(asked):
        return asked_turn(asked, left)
    if asked.status == Status.READY:
        text = _("Send the e-mail, or hand the link over yourself. The link works %(until)s.")
        return Turn(_("The link is issued."), text % {"until": until}, left)
    who = asked.recipient_name or asked.recipient_email
    text = _("%(who)s can answer %(until)s.") % {"who": who, "until": until}
    return Turn(_("It is the reseller’s turn."), text, left)


def ended_text(asked: PartnershipRequest) -> str:
    """How a request came to its end, and what that means."""
    when = {"when": say_moment(asked.ended_at, asked.provider.time_zone) if asked.ended_at else ""}
    return {
        Status.ACCEPTED: _("The reseller accepted on %(when)s. The partnership is in force."),
        Status.DECLINED: _("The reseller declined on %(when)s. You can ask again with a new request."),
        Status.CANCELLED: _("It was withdrawn on %(when)s. The link no longer works."),
        Status.EXPIRED: _("Nobody answered in time; it ended on %(when)s. You can ask again with a new request."),
    }[Status(asked.status)] % when


def timeline_of(asked: PartnershipRequest, mails: Sequence[OutboundEmail]) -> list[Step]:
    """Every step, the newest first, with what comes next on top."""
    steps = [*log_steps(asked.public_id, EVENTS), *mail_steps(mails)]
    return [*next_steps(asked, mails), *sorted(steps, key=lambda step: step.at, reverse=True)]


def next_steps(asked: PartnershipRequest, mails: Sequence[OutboundEmail]) -> Iterator[Step]:
    """What will happen by itself, the last first."""
    if not asked.is_open:
        return
    yield Step(asked.expires_at, NEXT, _("The link stops working, if nobody has answered"), _("planned"))
    if reminded_at := coming_reminder(asked, mails, zone=asked.provider.time_zone):
        yield Step(reminded_at, NEXT, _("A reminder goes to the recipient, if nobody has answered"), _("planned"))
