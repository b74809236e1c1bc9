"""`{% load access %}`: what the present person's roles reach (decisions §9), for pages that leave out the rest."""

from django import template
from django.template.context import Context

from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.models import PartnerMembership

register = template.Library()


@register.simple_tag(takes_context=True)
def reaches(context: Context, capability: str) -> bool:
    """`{% reaches "see_log" as may_see_log %}`: whether the colleague reaches this line of the table at all."""
    membership = context.get("membership")
    if not isinstance(membership, PartnerMembership):
        return False
    return allowed(membership.roles, Capability(capability)) is not Allowed.NO
