"""From a draft to a living link: the terms are frozen from here on (decisions §4)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from invitations.access import why_not_release
from invitations.actions.actors import log
from invitations.actions.locking import lock_invitation
from invitations.addresses import PURPOSE
from invitations.drafts.text import starting_words
from invitations.models import Invitation, InvitationLink
from invitations.rules.sending import check_draft
from partnercenter.links.issuing import issue_link
from partnercenter.pages.lives import end_of_life
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.rules import check_available


@transaction.atomic
def ready(*, invitation: Invitation, by: PartnerMembership) -> Invitation:
    """Issue the first link of a draft, by somebody who may ask for as much without release.

    Sets the end of its life and writes the words that it begins with where none were edited. Raises ValidationError
    (`not_draft`, `partner_suspended` …), PermissionDenied.
    """
    return issue(invitation, by=by, action="invitation.readied")


@transaction.atomic
def release(*, invitation: Invitation, by: PartnerMembership) -> Invitation:
    """An admin agent turns a sales agent's draft into a living link; the draft's owner stays its owner (§9)."""
    return issue(invitation, by=by, action="invitation.released")


def issue(invitation: Invitation, *, by: PartnerMembership, action: str) -> Invitation:
    """What both do, inside their transaction."""
    locked = lock_invitation(invitation)
    check_draft(locked)
    check_available(locked.partner)
    reason = why_not_release(by, locked)
    if reason:
        raise PermissionDenied(reason)
    make_ready(locked)
    locked.save(update_fields=["expires_at", "ready_at", "status", "subject", "body"])
    first_link(locked, by=by, action=action)
    return locked


def first_link(invitation: Invitation, *, by: PartnerMembership, action: str) -> InvitationLink:
    """The link of a request that has just become ready, and the event that says so."""
    link = issue_link(invitation, purpose=PURPOSE)
    log(action, invitation, by, generation=link.generation)
    return link


def make_ready(invitation: Invitation) -> None:
    """The change of state, with its end in the partner's zone; the caller saves the row."""
    now = timezone.now()
    invitation.expires_at = end_of_life(invitation.life_days, zone=invitation.partner.time_zone, now=now)
    invitation.ready_at, invitation.status = now, Invitation.Status.READY
    if not (invitation.subject and invitation.body):
        words = starting_words(invitation)
        invitation.subject, invitation.body = invitation.subject or words.subject, invitation.body or words.body
