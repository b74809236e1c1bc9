"""`{% load requests %}`: the badge of a request, and its last day as lists show it."""

from django import template
from django.utils.safestring import SafeString

from invitations.models import Invitation
from invitations.wording import turns
from invitations.wording.states import look_of
from partnercenter.pages.templatetags.portal import badge
from partnercenter.pages.times import last_instant, say_day, time_element

register = template.Library()


@register.filter
def addressee(invitation: Invitation) -> str:
    """Whom the request waits for, with the honorific that is due."""
    return turns.addressee(invitation)


@register.simple_tag
def status_badge(invitation: Invitation) -> SafeString:
    """The status as icon and words."""
    look = look_of(invitation)
    return badge(look.kind, look.words, look.icon)


@register.simple_tag
def last_date(invitation: Invitation) -> SafeString:
    """The last day on which the request can be answered, in the partner's zone; nothing for a draft."""
    if invitation.expires_at is None:
        return SafeString("")
    last = last_instant(invitation.expires_at, invitation.partner.time_zone).date()
    return time_element(machine=last.isoformat(), words=say_day(last, short=True))
