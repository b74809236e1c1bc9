"""`{% load customers %}`: sentences that hold a number or a name."""

from django import template
from django.utils.translation import ngettext, pgettext

from customers.relationships.capacities import words_of
from customers.relationships.models import ResellerRelationship
from partnercenter.partners.models import Capacity

register = template.Library()


@register.simple_tag
def capacity_of(relationship: ResellerRelationship) -> str:
    """`Direct`, `Provider`, or `Reseller through Akatsuki`: the partner's own view."""
    if relationship.capacity == Capacity.PROVIDER:
        return pgettext("capacity", "Provider")
    return next(words_of(relationship), "")


@register.simple_tag
def days_left(days: int) -> str:
    """`18 days left`."""
    return ngettext("{days} day left", "{days} days left", days).format(days=days)
