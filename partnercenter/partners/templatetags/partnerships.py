"""`{% load partnerships %}`: the badges of partnerships and of the requests for them, and a partner's country."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnercenter.clouds.markets import country_name
from partnercenter.pages.templatetags.portal import badge, icon
from partnercenter.partners.models import Partner, Partnership, PartnershipRequest
from partnercenter.partners.wording import LOOKS

register = template.Library()


@register.simple_tag
def partnership_badge(partnership: Partnership) -> SafeString:
    """In force, or ended."""
    return badge("quiet-ok", _("In force")) if partnership.is_active else badge("quiet", _("Ended"), "ended")


@register.simple_tag
def request_badge(asked: PartnershipRequest, large: bool = False) -> SafeString:
    """The status as icon and words."""
    kind, icon_name, words = LOOKS[asked.status]
    if not large:
        return badge(kind, words, icon_name)
    return format_html('<span class="badge b-{} badge-lg">{}{}</span>', kind, icon(icon_name), words)


@register.simple_tag
def country_of(partner: Partner) -> str:
    """The name of its registered country."""
    return country_name(partner.country)
