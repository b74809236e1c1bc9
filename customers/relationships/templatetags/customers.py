"""`{% load customers %}`: sentences of the list's rows that hold a date or a name."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from customers.relationships.capacities import words_of
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.pages.templatetags.portal import date_day
from partnercenter.partners.models import Capacity

register = template.Library()
TAGS_IN_A_ROW = 4


@register.simple_tag
def since(moment: datetime) -> SafeString:
    """`since 20 Nov 2026`."""
    return format_html(_("since {day}"), day=date_day(moment, short=True))


@register.simple_tag
def capacity_of(relationship: ResellerRelationship) -> str:
    """`Direct`, `Provider`, or `Reseller through Akatsuki`: the partner's own view."""
    if relationship.capacity == Capacity.PROVIDER:
        return pgettext("capacity", "Provider")
    return next(words_of(relationship), "")


@register.filter
def of_row(by_key: dict[int, list[str]], pair: PartnerCustomer) -> list[str]:
    """What a page knows of one of its rows."""
    return by_key.get(pair.pk, [])


@register.simple_tag
def details_of(name: str) -> str:
    """What the control that opens a row is called."""
    return _("Details: {name}").format(name=name)


@register.simple_tag
def days_left(days: int) -> str:
    """`18 days left`."""
    return ngettext("{days} day left", "{days} days left", days).format(days=days)


@register.simple_tag
def more_tags(tags: list[str]) -> str:
    """What stands behind the first four tags of a row: `+3`."""
    return f"+{len(tags) - TAGS_IN_A_ROW}"
