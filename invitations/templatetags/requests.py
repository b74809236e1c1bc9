"""`{% load requests %}`: the badge of a request, and its dates as lists and timelines show them."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString

from invitations.models import Invitation
from invitations.wording import turns
from invitations.wording.states import LOOKS
from partnercenter.pages.templatetags.portal import badge
from partnercenter.pages.times import find_zone, is_japanese, last_instant, say_day, time_element

register = template.Library()


@register.filter
def addressee(invitation: Invitation) -> str:
    """Whom the request waits for, with the honorific that is due."""
    return turns.addressee(invitation)


@register.simple_tag
def status_badge(invitation: Invitation) -> SafeString:
    """The status as icon and words."""
    look = LOOKS[invitation.status]
    return badge(look.kind, look.words, look.icon)


@register.simple_tag
def last_date(invitation: Invitation) -> SafeString:
    """The last day on which the request can be answered, in the partner's zone; nothing for a draft."""
    if invitation.expires_at is None:
        return SafeString("")
    last = last_instant(invitation.expires_at, invitation.partner.time_zone).date()
    return time_element(machine=last.isoformat(), words=say_day(last, short=True))


@register.simple_tag
def step_day(end: datetime, zone: str) -> SafeString:
    """The last day before an exclusive end, short: `21 Dec`."""
    last = last_instant(end, zone)
    return time_element(machine=last.date().isoformat(), words=short_day(last))


def short_day(there: datetime) -> str:
    """Day and month alone."""
    if is_japanese():
        return f"{there.month}月{there.day}日"
    return say_day(there.date(), short=True).rpartition(" ")[0]


@register.simple_tag
def step_time(at: datetime, zone: str) -> SafeString:
    """`18 Nov, 16:41` / `11月18日 16:41`: a timeline has no room for more; the whole moment is in the markup."""
    there = at.astimezone(find_zone(zone))
    comma = "" if is_japanese() else ","
    return time_element(machine=there.isoformat(timespec="minutes"), words=f"{short_day(there)}{comma} {there:%H:%M}")
