"""An expired request asked again with one click: the same terms, the same addressee, a new number and a new link."""

from uuid import NAMESPACE_OID, UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from invitations.actions.actors import check_may_control, log
from invitations.actions.ask import ask
from invitations.actions.locking import lock_invitation
from invitations.actions.send import send
from invitations.asking import Terms
from invitations.models import Invitation
from partnercenter.partners.asking_again import answer_asked
from partnercenter.partners.models import PartnerMembership


@transaction.atomic
def renew(*, invitation: Invitation, by: PartnerMembership) -> Invitation:
    """Make a successor of a request that expired, and mail it where it has an addressee and needs no release.

    The same request renewed twice gives the first successor again. The words begin anew: the old ones name an old
    day. Raises ValidationError `not_expired` and what `ask` and `send` raise, PermissionDenied.
    """
    locked = lock_invitation(invitation)
    check_may_control(locked, by)
    check_expired(locked)
    asked = ask(terms=Terms.of(locked), request_key=key_of(locked), by=by)
    answer_asked(locked)
    if asked.invitation.status != Invitation.Status.READY:
        return asked.invitation
    log("invitation.renewed", locked, by, successor=asked.invitation.number)
    return send(invitation=asked.invitation, by=by) if asked.invitation.is_addressed else asked.invitation


def check_expired(invitation: Invitation) -> None:
    """Only what nobody answered in time is asked again as it was. Code `not_expired`."""
    if invitation.status != Invitation.Status.EXPIRED:
        raise ValidationError(
            _("This request has not expired. Resend it or issue a new link while it is open, or make a new request."),
            code="not_expired",
        )


def key_of(invitation: Invitation) -> UUID:
    """The successor's key of a form: one for each request, so that two clicks make one successor."""
    return uuid5(NAMESPACE_OID, f"renewed:{invitation.public_id}")
