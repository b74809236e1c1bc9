"""How a status looks: a badge of one kind and icon, the same on every page of the asking side."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from invitations.models import Invitation

Status = Invitation.Status


@dataclass(frozen=True)
class Look:
    """Kind and icon of the `badge` tag, and the words in it."""

    kind: str
    icon: str
    words: str | Promise


LOOKS: dict[str, Look] = {
    Status.DRAFT: Look("plain", "draft", Status.DRAFT.label),
    Status.READY: Look("note", "link", Status.READY.label),
    Status.SENT: Look("note", "wait", _("Waiting for an answer")),
    Status.ACCEPTED: Look("quiet-ok", "ok", Status.ACCEPTED.label),
    Status.DECLINED: Look("quiet", "ended", Status.DECLINED.label),
    Status.CANCELLED: Look("quiet", "ended", Status.CANCELLED.label),
    Status.EXPIRED: Look("quiet", "clock", Status.EXPIRED.label),
    Status.REPLACED: Look("quiet", "ended", Status.REPLACED.label),
}

USED_UP = Look("quiet-ok", "ok", pgettext_lazy("link", "Used"))


def look_of(invitation: Invitation) -> Look:
    """How its status looks; a reusable link at its limit counts as used (decisions §4)."""
    if invitation.is_reusable and invitation.status == Status.ACCEPTED:
        return USED_UP
    return LOOKS[invitation.status]
