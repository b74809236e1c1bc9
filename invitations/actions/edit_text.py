"""The words of the mail, and the link shown to a colleague."""

from django.db import transaction
from django.utils import timezone

from invitations.access import may_forward
from invitations.actions.actors import Actor, check_may_control, log
from invitations.actions.locking import lock_invitation
from invitations.addresses import link_address
from invitations.drafts.text import check_body, check_subject, starting_words
from invitations.models import Invitation
from invitations.rules.sending import check_not_ended, check_open
from partnercenter.canonical.refusals import Refusals
from partnercenter.partners.letters import Words
from partnercenter.partners.models import PartnerMembership


@transaction.atomic
def edit_text(*, invitation: Invitation, subject: str, body: str, by: PartnerMembership) -> Invitation:
    """Store the sender's words; unchanged ones write nothing. Raises ValidationError by field, PermissionDenied.

    A mail that is queued already keeps the words it was queued with.
    """
    locked = lock_invitation(invitation)
    check_may_control(locked, by)
    check_not_ended(locked)
    refused = Refusals()
    refused.gather("subject", check_subject, subject, invitation=locked)
    refused.gather("body", check_body, body, invitation=locked)
    refused.raise_any()
    words = (check_subject(subject, invitation=locked), check_body(body, invitation=locked))
    if locked.status == Invitation.Status.DRAFT and Words(*words) == starting_words(locked):
        words = ("", "")  # the words that it begins with name the last day for an answer, which the release sets
    if words != (locked.subject, locked.body):
        locked.subject, locked.body = words
        locked.save(update_fields=["subject", "body"])
        log("invitation.text_edited", locked, by)
    return locked


@transaction.atomic
def reveal_link(*, invitation: Invitation, by: Actor) -> str:
    """The address of the living link, for somebody who may hand it over; every look is in the log."""
    locked = lock_invitation(invitation)
    if not (isinstance(by, PartnerMembership) and may_forward(by, locked)):
        check_may_control(locked, by)
    check_open(locked, timezone.now())
    link = locked.links.get(replaced_at=None)
    log("invitation.link_revealed", locked, by, generation=link.generation)
    return link_address(link, locked)
