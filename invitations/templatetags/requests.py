"""`{% load requests %}`: the badge of a request, and its last day as lists show it."""

from collections.abc import Mapping
from uuid import UUID

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from invitations.models import Invitation
from invitations.wording import turns
from invitations.wording.states import look_of
from partnercenter.outbox.models import OutboundEmail
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
def mail_state(mails: Mapping[UUID, OutboundEmail], invitation: Invitation) -> SafeString:
    """Under the badge of an open request: what became of its newest e-mail; nothing where none was sent."""
    mail = mails.get(invitation.public_id) if invitation.is_open else None
    if mail is None:
        return SafeString("")
    said = mail.delivery_state
    words = _("E-mail: %(state)s") % {"state": said.label}
    return format_html('<span class="sub{}">{}</span>', " bad" if said.tone == "bad" else "", words)


@register.simple_tag
def last_date(invitation: Invitation) -> SafeString:
    """The last day on which the request can be answered, in the partner's zone; nothing for a draft."""
    if invitation.expires_at is None:
        return SafeString("")
    last = last_instant(invitation.expires_at, invitation.partner.time_zone).date()
    return time_element(machine=last.isoformat(), words=say_day(last, short=True))


@register.filter
def thousands(number: int) -> str:
    """A number as people write it: 12,000."""
    return f"{number:,}"
