"""How states look in the list, drawn once for a page: fifty rows share a dozen badges and words."""

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnercenter.pages.templatetags.portal import badge, icon

Faces = dict[str, SafeString]


def draw_faces() -> Faces:
    """Badges, icons, words and the heads of the columns in the reader's language, escaped."""
    words = {"no_owner": _("No owner"), "unconfirmed": _("self-registered, domain unconfirmed")}
    drawn = draw_relationships() | draw_rights() | words | {"down": icon("down"), "up": icon("up")}
    return {name: conditional_escape(face) for name, face in drawn.items()}


def draw_relationships() -> dict[str, str]:
    """The states of a relationship."""
    return {
        "since": _("since {day}"),
        "active": badge("quiet-ok", _("Active")),
        "admin_only": badge("quiet", _("Admin rights only"), "rights"),
        "ended": badge("quiet", _("Ended"), "ended"),
    }


def draw_rights() -> dict[str, str]:
    """The rights held, or held once, and the words beside them."""
    return {
        "rights_full": badge("bad", _("Full rights"), "full"),
        "rights_ending": badge("wait", _("Expiring soon")),
        "rights_granular": badge("quiet-ok", _("Granular rights")),
        "rights_none": badge("quiet", pgettext("rights", "None")),
        "rights_ended": badge("quiet", _("Ended"), "ended"),
        "rights_ended_by_customer": badge("wait", _("Ended"), "ended"),
        "granular": _("Granular rights"),
        "duty": _("duty of support remains"),
        "renegotiated": pgettext("duty of support", "renegotiated"),
        "no_end": _("No end date"),
        "end": pgettext("rights", "ended"),
        "no_rights": _("No rights"),
    }


def column_heads() -> Faces:
    """The heads of the columns, which narrow screens show in every row."""
    words = {
        "relationship_head": _("Relationship"),
        "rights_head": _("Admin rights"),
        "until_head": _("Rights end"),
        "owner_head": _("Owner"),
    }
    return {name: conditional_escape(head) for name, head in words.items()}
