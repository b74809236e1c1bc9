"""After the end of a partnership link: who holds it asks for a new one, and the provider answers with one click."""

from uuid import NAMESPACE_OID, UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partnercenter.partners.actions.actors import lock_request, log
from partnercenter.partners.actions.asking import PartnershipTerms, ask_for_partnership
from partnercenter.partners.actions.requests import check_may_control
from partnercenter.partners.actions.sending import send
from partnercenter.partners.asking_again import answer_asked, ask_once_a_day
from partnercenter.partners.mails.again import NEW_LINK_ASKED, tell_new_link_asked
from partnercenter.partners.models import PartnerMembership, PartnershipRequest
from partnercenter.partners.partnership_queries import made_before

Status = PartnershipRequest.Status


@transaction.atomic
def ask_for_new_link(*, request: PartnershipRequest) -> bool:
    """Tell the request's owner, at most once a day. Whoever holds the link may ask, so nobody's name is kept.

    False where somebody has asked today already, and where the request has its answer.
    """
    locked = lock_request(request)
    if not (locked.is_open or locked.status == Status.EXPIRED):
        return False
    return ask_once_a_day(
        locked,
        NEW_LINK_ASKED,
        note=lambda: log(NEW_LINK_ASKED, locked, None, partner=locked.provider),
        tell=lambda day: tell_new_link_asked(locked, day=day),
    )


@transaction.atomic
def renew(*, request: PartnershipRequest, by: PartnerMembership) -> PartnershipRequest:
    """Make a successor of a request that expired, with the same terms, and mail it where it has an addressee.

    The same request renewed twice gives the first successor again. The words begin anew: the old ones name an old
    day. Raises ValidationError `not_expired` and what `ask_for_partnership` and `send` raise, PermissionDenied.
    """
    locked = lock_request(request)
    check_may_control(locked, by)
    check_expired(locked)
    answer_asked(locked)
    if earlier := made_before(locked.provider, key_of(locked)):
        return earlier
    made = ask_for_partnership(terms=PartnershipTerms.of(locked), request_key=key_of(locked), by=by)
    log("partnershiprequest.renewed", locked, by, partner=locked.provider, successor=made.number)
    return send(request=made, by=by) if made.is_addressed else made


def check_expired(request: PartnershipRequest) -> None:
    """Only what nobody answered in time is asked again as it was. Code `not_expired`."""
    if request.status != Status.EXPIRED:
        raise ValidationError(
            _("This request has not expired. Resend it or issue a new link while it is open, or make a new request."),
            code="not_expired",
        )


def key_of(request: PartnershipRequest) -> UUID:
    """The successor's key of a form: one for each request, so that two clicks make one successor."""
    return uuid5(NAMESPACE_OID, f"renewed:{request.public_id}")
