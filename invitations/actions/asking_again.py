"""Whoever holds a link of ours that has ended lets its sender know that a new one is wanted."""

from django.db import transaction
from django.utils import timezone

from invitations.actions.read import note
from invitations.mails.again import tell_new_link_asked
from invitations.models import Invitation
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent

ASKED = "invitation.new_link_asked"
RENEWABLE = ("expired", "replaced", "limit")  # the reasons of `Dead` after which a new link makes sense


@transaction.atomic
def ask_for_new_link(*, invitation: Invitation, by: User | None) -> bool:
    """Tell the request's owner, at most once a day. `by` is None for a visitor; the owner is not told who asks.

    False where somebody has asked today already.
    """
    Invitation.objects.select_for_update().only("pk").get(pk=invitation.pk)
    now = timezone.now()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    asked = AuditEvent.objects.filter(object_id=invitation.public_id, action=ASKED, happened_at__gte=today)
    if asked.exists():
        return False
    note(invitation, ASKED, by=by)
    Invitation.objects.filter(pk=invitation.pk).update(new_link_asked_at=now)
    tell_new_link_asked(invitation, day=today.date())
    return True
