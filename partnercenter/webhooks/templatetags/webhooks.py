"""`{% load webhooks %}`: the words for events and for what went wrong."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnercenter.webhooks.kinds import TEST, EventType
from partnercenter.webhooks.posting import Trouble

register = template.Library()
WORDS = {
    Trouble.NO_SUCH_HOST: gettext_lazy("No server has this name"),
    Trouble.CLOSED_ADDRESS: gettext_lazy("The name does not lead into the public internet"),
    Trouble.NOT_SECURE: gettext_lazy("The certificate is not valid for this name"),
    Trouble.NO_CONNECTION: gettext_lazy("No connection"),
    Trouble.TOO_SLOW: gettext_lazy("No answer within ten seconds"),
    Trouble.BROKEN_OFF: gettext_lazy("The connection broke"),
    Trouble.LOST: gettext_lazy("Interrupted on our side"),
}


@register.simple_tag
def event_label(type: str) -> str:
    """What happened, in words; the type itself for one that is no longer told."""
    if type == TEST:
        return _("A test")
    return str(EventType(type).label) if type in EventType.values else type


@register.simple_tag
def trouble_words(code: str) -> str:
    """Why no answer came."""
    return str(WORDS[Trouble(code)]) if code in list(Trouble) else code
