"""`{% load home %}`: the log's sentences with their names and links in them."""

from datetime import date, datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from invitations.models import Invitation
from partnercenter.home.queries.happenings import Happening
from partnercenter.home.queries.subjects import Part
from partnercenter.pages import sentences, times
from partnercenter.pages.names import company_markup

register = template.Library()


@register.simple_tag
def tell(happening: Happening, opener: str = "") -> SafeString:
    """The event as a sentence: names bold, what has a page as a link.

    `opener` is the id of a form that goes there by POST: then the links are its buttons `open`.
    """
    parts = {place: show(part, opener, place) for place, part in happening.parts.items()}
    return format_html(happening.sentence, **parts)


@register.simple_tag
def show(part: Part, opener: str = "", place: str = "") -> SafeString:
    """A name: a link where it has a page, bold where it has none; what stands beside it in brackets."""
    name = company_markup(part.text) if part.is_company else part.text
    if part.url and opener:
        button = '<button class="link" type="submit" form="{}" name="open" value="{}">{}</button>'
        shown = format_html(button, opener, place, name)
    elif part.url:
        css = "" if part.is_company or " " in part.text else "nowrap"
        shown = format_html('<a class="{}" href="{}">{}</a>', css, part.url, name)
    else:
        shown = format_html("<b>{}</b>", name)
    if not part.beside:
        return shown
    beside = company_markup(part.beside.text) if part.beside.is_company else part.beside.text
    return format_html("{}" + sentences.in_brackets("{}"), shown, beside)


@register.simple_tag
def feed_time(at: datetime) -> SafeString:
    """The time of day of something that happened today, else its day; in the zone that the foot of the page names."""
    there = timezone.localtime(at)
    is_today = there.date() == timezone.localdate()
    words = f"{there:%H:%M}" if is_today else times.say_day(there.date(), short=True)
    return times.time_element(machine=there.isoformat(timespec="minutes"), words=words)


@register.simple_tag
def month(first: date, short: bool = False) -> SafeString:
    """`March 2027` / `2027年3月`; short `Mar` / `3月`."""
    if times.is_japanese():
        words = f"{first.month}月" if short else f"{first.year}年{first.month}月"
    else:
        name = times.ENGLISH_MONTHS[first.month - 1]
        words = name[:3] if short else f"{name} {first.year}"
    return SafeString(words) if short else times.time_element(machine=f"{first:%Y-%m}", words=words)


@register.simple_tag
def request_page(invitation: Invitation) -> str:
    """The address of a request's page."""
    return reverse("request", args=[invitation.public_id])
