"""`{% load home %}`: the log's sentences with their names and links in them."""

from datetime import datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from customers.directory.models import Customer
from invitations.models import Invitation
from partnercenter.home.queries.activity import Happening
from partnercenter.pages import sentences, times
from partnercenter.pages.names import company_markup

register = template.Library()


@register.simple_tag
def tell(happening: Happening) -> SafeString:
    """The event as a sentence: names bold, requests and customers as links."""
    return format_html(happening.sentence, who=tell_who(happening), what=tell_request(happening.invitation))


def tell_who(happening: Happening) -> SafeString:
    """The customer as a link, a colleague by name, else the portal itself."""
    if happening.customer:
        return link_customer(happening.customer)
    return format_html("<b>{}</b>", happening.who or _("Partner Center"))


def link_customer(customer: Customer) -> SafeString:
    """A customer's name that leads to its record."""
    address = reverse("customer", args=[customer.public_id])
    return format_html('<a href="{}">{}</a>', address, company_markup(customer.name))


def tell_request(invitation: Invitation | None) -> SafeString:
    """A request's number that leads to its page, with the company it is for."""
    if invitation is None:
        return SafeString("")
    number = format_html('<a class="nowrap" href="{}">{}</a>', request_page(invitation), invitation.number)
    name = invitation.customer.name if invitation.customer else invitation.customer_name
    return format_html("{}" + sentences.in_brackets("{}"), number, company_markup(name)) if name else number


@register.simple_tag
def feed_time(at: datetime) -> SafeString:
    """The time of day of something that happened today, else its day; in the zone that the foot of the page names."""
    there = timezone.localtime(at)
    is_today = there.date() == timezone.localdate()
    words = f"{there:%H:%M}" if is_today else times.say_day(there.date(), short=True)
    return times.time_element(machine=there.isoformat(timespec="minutes"), words=words)


@register.simple_tag
def request_page(invitation: Invitation) -> str:
    """The address of a request's page."""
    return reverse("request", args=[invitation.public_id])
