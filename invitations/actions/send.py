"""Sending from the portal: the first time, again, and with a new link."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from invitations.access import why_not_readdress
from invitations.actions.actors import Actor, check_may_control, log
from invitations.actions.create import check_recipient
from invitations.actions.locking import lock_invitation
from invitations.actions.mailing import mail_link
from invitations.addresses import PURPOSE
from invitations.models import Invitation, InvitationLink
from invitations.rules.request import check_reuse
from invitations.rules.sending import check_open
from partnercenter.canonical.emails import email_key
from partnercenter.canonical.refusals import Refusals
from partnercenter.links.issuing import replace_link
from partnercenter.outbox.suppressing import check_takes_mail
from partnercenter.partners.asking_again import answer_asked
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.rules import check_available


@transaction.atomic
def send(*, invitation: Invitation, by: Actor) -> Invitation:
    """Mail the request to its recipient for the first time; a second call changes nothing.

    Raises ValidationError (`not_ready`, `ended`, `expired`, `no_recipient`, `too_many` …), PermissionDenied.
    """
    locked = lock_for_mail(invitation, by)
    if locked.status == Invitation.Status.SENT:
        return locked
    link = locked.links.get(replaced_at=None)
    mail_link(locked, link, is_new=False)
    mark_sent(locked)
    log("invitation.sent", locked, by, generation=link.generation)
    return locked


@transaction.atomic
def resend(*, invitation: Invitation, by: Actor) -> Invitation:
    """Mail the same link again, at most once in 10 minutes and five times in a day (`too_soon`, `too_many`)."""
    locked = lock_for_mail(invitation, by)
    link = locked.links.get(replaced_at=None)
    mail_link(locked, link, is_new=False)
    mark_sent(locked)
    answer_asked(locked)
    log("invitation.resent", locked, by, generation=link.generation)
    return locked


@transaction.atomic
def new_link(*, invitation: Invitation, with_mail: bool = False, by: Actor) -> InvitationLink:
    """End the living link and issue another; with `with_mail` the recipient gets it at once.

    The request, its terms and its end stay as they are (decisions §4).
    """
    locked = lock_for_mail(invitation, by)
    link = replace_link(locked, purpose=PURPOSE)
    if with_mail:
        mail_link(locked, link, is_new=True)
        mark_sent(locked)
    answer_asked(locked)
    log("invitation.link_replaced", locked, by, generation=link.generation, mailed=with_mail)
    return link


@transaction.atomic
def change_recipient(*, invitation: Invitation, email: str, name: str = "", by: PartnerMembership) -> InvitationLink:
    """Correct the address of a request and mail it there with a new link; the old link stops working (K37).

    Raises ValidationError by field for an address that cannot be asked (case 30) or that takes no mail (`suppressed`),
    and for a reusable request;
    PermissionDenied where the colleague may not ask for as much without release.
    """
    locked = lock_for_mail(invitation, by)
    check_may_readdress(locked, by)
    locked.recipient_email, locked.recipient_name = email, name
    check_new_recipient(locked, by)
    locked.recipient_key = email_key(email)
    locked.save(update_fields=["recipient_email", "recipient_name", "recipient_key"])
    link = replace_link(locked, purpose=PURPOSE)
    mail_link(locked, link, is_new=True)
    mark_sent(locked)
    answer_asked(locked)
    log("invitation.recipient_changed", locked, by, generation=link.generation)
    return link


def check_may_readdress(invitation: Invitation, by: PartnerMembership) -> None:
    """PermissionDenied where the change would get round an admin agent's release (decisions §9)."""
    reason = why_not_readdress(by, invitation)
    if reason:
        raise PermissionDenied(reason)


def check_new_recipient(invitation: Invitation, by: PartnerMembership) -> None:
    """The corrected address stands up to what a new request's would."""
    refused = Refusals()
    refused.gather("recipient_email", check_reuse, invitation)
    refused.gather("recipient_email", check_recipient, invitation.recipient_email, by)
    refused.gather("recipient_email", check_takes_mail, invitation.recipient_email, invitation.cloud.code)
    refused.raise_any()


def lock_for_mail(invitation: Invitation, by: Actor) -> Invitation:
    """The request, locked; open, its partner able to ask, and the actor allowed to change it."""
    locked = lock_invitation(invitation)
    check_may_control(locked, by)
    check_open(locked, timezone.now())
    check_available(locked.partner)
    return locked


def mark_sent(invitation: Invitation) -> None:
    """`ready` becomes `sent` with its first mail; later mails are the mail's own state."""
    if invitation.status == Invitation.Status.READY:
        invitation.status, invitation.sent_at = Invitation.Status.SENT, timezone.now()
        invitation.save(update_fields=["status", "sent_at"])
