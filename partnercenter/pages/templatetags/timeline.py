"""`{% load timeline %}`: days and moments as short as a timeline has room for."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString

from partnercenter.pages.times import find_zone, is_japanese, last_instant, say_day, time_element

register = template.Library()


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
