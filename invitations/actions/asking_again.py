"""Whoever holds a link of ours that has ended lets its sender know that a new one is wanted."""

from django.db import transaction

from invitations.actions.read import note
from invitations.mails.again import NEW_LINK_ASKED, tell_new_link_asked
from invitations.models import Invitation
from partnercenter.partners.asking_again import ask_once_a_day


@transaction.atomic
def ask_for_new_link(*, invitation: Invitation) -> bool:
    """Tell the request's owner, at most once a day. Whoever holds the link may ask, so nobody's name is kept.

    False where somebody has asked today already.
    """
    Invitation.objects.select_for_update().only("pk").get(pk=invitation.pk)
    return ask_once_a_day(
        invitation,
        NEW_LINK_ASKED,
        note=lambda: note(invitation, NEW_LINK_ASKED, by=None),
        tell=lambda day: tell_new_link_asked(invitation, day=day),
    )
