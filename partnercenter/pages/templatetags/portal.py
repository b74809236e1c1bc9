"""`{% load portal %}`: icons, badges, dates, names, paging and form parts, as pages write them."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from partnercenter.pages import forms, names, sentences, times
from partnercenter.pages.keyset import KeysetPage
from partnercenter.pages.markup import fill

register = template.Library()

BADGE_ICONS = {
    "ok": "ok",
    "wait": "warn",
    "bad": "bad",
    "note": "info",
    "quiet": "none",
    "quiet-ok": "ok",
    "plain": "clock",
}
ALERTS = {
    "success": ("alert-success", "ok"),
    "warning": ("alert-warning", "warn"),
    "error": ("alert-danger", "bad"),
    "danger": ("alert-danger", "bad"),
    "plain": ("alert-plain", "info"),
}


@register.simple_tag
@cache
def styles() -> SafeString:
    """The style sheets and scripts of every page. Their hashed addresses are looked up once for each process."""
    return render_to_string("parts/_styles.html")


@register.simple_tag
def icon(name: str, words: str = "", css: str = "") -> SafeString:
    """`{% icon "ok" %}` is decoration; `{% icon "ok" "Delivered" %}` is said aloud."""
    if not words:
        return decoration(name, css)
    classes = f"i {css}".strip()
    return fill('<svg class="{}" role="img" aria-label="{}">{}</svg>', classes, words, use(name))


@cache
def decoration(name: str, css: str) -> SafeString:
    """An icon without words: thirty stand on every page, out of a few dozen that there are."""
    return fill('<svg class="{}" aria-hidden="true">{}</svg>', f"i {css}".strip(), use(name))


def use(name: str) -> SafeString:
    """The drawing of an icon, by its name."""
    return fill('<use href="{}#i-{}"/>', static("icons.svg"), name)


@register.simple_tag
def badge(kind: str, words: Any, icon_name: str = "") -> SafeString:
    """A state: icon + words. Kinds: quiet, quiet-ok; with a ground: ok, wait, bad, note, plain."""
    drawn = icon(icon_name or BADGE_ICONS.get(kind, "info"))
    return fill('<span class="badge{}">{}{}</span>', "" if kind == "plain" else f" b-{kind}", drawn, words)


@register.simple_tag
def risk(level: int, words: Any) -> SafeString:
    """The risk of a role: one to three bars, and always its words."""
    bars = mark_safe('<i aria-hidden="true"><b></b><b></b><b></b></i>')
    return fill('<span class="risk risk-{}">{}{}</span>', level, bars, words)


@register.filter
def alert_class(level: str) -> str:
    """The class of a message's level; information has none of its own."""
    return ALERTS.get(level, ("", "info"))[0]


@register.filter
def alert_icon(level: str) -> str:
    """The icon of a message's level."""
    return ALERTS.get(level, ("", "info"))[1]


@register.simple_tag
def date_day(value: date | datetime | None, zone: times.Zone = None, short: bool = False) -> SafeString:
    """`20 November 2026` / `2026年11月20日(金)`: the date, or the day of a moment in `zone` (IANA)."""
    if not value:
        return mark_safe("")
    day = value.astimezone(times.find_zone(zone)).date() if isinstance(value, datetime) else value
    return times.time_element(machine=day.isoformat(), words=times.say_day(day, short=short))


@register.simple_tag
def moment(value: datetime | None, zone: times.Zone = None, short: bool = False) -> SafeString:
    """`20 November 2026, 14:30 JST` / `2026年11月20日(金) 14:30 JST`."""
    if not value:
        return mark_safe("")
    there = timezone.localtime(value, times.find_zone(zone))
    machine = there.isoformat(timespec="minutes")
    return times.time_element(machine=machine, words=times.say_moment(there, zone, short=short))


@register.simple_tag
def last_day(
    expires_at: datetime | None, zone: times.Zone = None, bare: bool = False, short: bool = False
) -> SafeString:
    """`until the end of 20 December 2026 (JST)` / `2026年12月20日(日)まで（JST）` of an exclusive end.

    `bare` leaves the day alone, for a column or a label that says "ends on"; `date_day` would be a day late.
    """
    if not expires_at:
        return mark_safe("")
    last = times.last_instant(expires_at, zone)
    words = times.say_day(last.date(), short=short)
    day = times.time_element(machine=last.date().isoformat(), words=words)
    return day if bare else mark_safe(times.frame_last_day(day, times.zone_label(last)))


@register.simple_tag
def company_name(name: Any, lang: str = "") -> SafeString:
    """A company's name in the face of its language, escaped, breaking beside its legal form only."""
    return names.company_markup(name, lang)


@register.simple_tag
def email_break(address: Any) -> SafeString:
    """A mail address, escaped, that may break after its @."""
    return names.address_markup(address)


@register.simple_tag
def gap() -> str:
    """What stands between two sentences, or a sentence and the link that follows it: a space, in Japanese nothing."""
    return sentences.gap()


@register.simple_tag
def bracket(words: Any) -> str:
    """Words in the brackets of the language: `(250)` / `（250）`; `{% gap %}` stands before them."""
    return sentences.in_brackets(words).strip()


@register.filter(is_safe=True)
def one_stop(text: Any) -> str:
    """Drops the second of two full stops, where a sentence ends in a name that has one of its own."""
    return sentences.one_stop(text)


@register.simple_tag
def colon() -> str:
    """What stands behind a word that announces what follows: `:` / `：`."""
    return sentences.colon()


@register.simple_tag
def comma() -> str:
    """What stands between the words of a list: `, ` / `、`."""
    return sentences.comma()


@register.simple_tag(takes_context=True)
def querystring_with(context: Context, **changes: Any) -> str:
    """This page's query with `changes`: None or empty removes one; the cursor goes unless it is given."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in {"cursor": None, **changes}.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return "?" + query.urlencode()


@register.inclusion_tag("parts/_pager.html", takes_context=True)
def keyset_pager(context: Context, page: KeysetPage, at: str = "") -> dict[str, Any]:
    """Previous and next of a keyset page. `at` is the sentence between them; else the rows are counted."""
    previous, following = page.previous_cursor, page.next_cursor
    return {
        "previous": querystring_with(context, cursor=previous) if previous else "",
        "next": querystring_with(context, cursor=following) if following else "",
        "at": at,
        "count": len(page.rows),
    }


@register.inclusion_tag("parts/_error_summary.html")
def error_summary(*shown: BaseForm) -> dict[str, Any]:
    """What has to be corrected, with links to the fields; nothing while nothing is wrong."""
    return {"problems": [problem for form in shown for problem in forms.list_problems(form)]}


@register.inclusion_tag("parts/_choice_rows.html", takes_context=True)
def choice_rows(context: Context, field: BoundField, legend_hidden: bool = False) -> dict[str, Any]:
    """Radios as the rows of one sheet: each with its hint, why it is disabled, and what follows."""
    flat: dict[str, Any] = context.flatten()  # type: ignore[assignment]
    return flat | {
        "field": field,
        "rows": forms.list_rows(field),
        "legend_hidden": legend_hidden,
    }
