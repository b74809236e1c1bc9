"""Sending a partnership request from the portal: the first time, again, and with a new link."""

from django.db import transaction
from django.utils import timezone

from partnercenter.canonical.emails import email_key
from partnercenter.canonical.refusals import Refusals
from partnercenter.links.issuing import replace_link
from partnercenter.outbox.pace import check_all_paces
from partnercenter.outbox.suppressing import check_takes_mail
from partnercenter.partners.actions.actors import Actor, lock_request, log
from partnercenter.partners.actions.asking import check_role, own_domains
from partnercenter.partners.actions.requests import check_may_control
from partnercenter.partners.addresses import PURPOSE
from partnercenter.partners.asking_again import answer_asked
from partnercenter.partners.mails.requests import queue_request_mail
from partnercenter.partners.models import PartnerMembership, PartnershipLink, PartnershipRequest
from partnercenter.partners.partnership_queries import REQUEST_MAIL
from partnercenter.partners.partnership_rules import check_addressed, check_open, check_recipient
from partnercenter.partners.rules import check_available

Status = PartnershipRequest.Status


@transaction.atomic
def send(*, request: PartnershipRequest, by: PartnerMembership) -> PartnershipRequest:
    """Mail the request to its recipient for the first time; a second call changes nothing.

    Raises ValidationError (`ended`, `expired`, `no_recipient`, `too_many` …), PermissionDenied.
    """
    locked = lock_for_mail(request, by)
    if locked.status == Status.SENT:
        return locked
    return mail_again(locked, "partnershiprequest.sent", by)


@transaction.atomic
def resend(*, request: PartnershipRequest, by: PartnerMembership) -> PartnershipRequest:
    """Mail the same link again, at most once in 10 minutes and five times in a day (`too_soon`, `too_many`)."""
    return mail_again(lock_for_mail(request, by), "partnershiprequest.resent", by)


@transaction.atomic
def new_link(*, request: PartnershipRequest, with_mail: bool = False, by: PartnerMembership) -> PartnershipLink:
    """End the living link and issue another; with `with_mail` the recipient gets it at once."""
    locked = lock_for_mail(request, by)
    link = replace_link(locked, purpose=PURPOSE)
    if with_mail:
        mail_link(locked, link, is_new=True)
        mark_sent(locked)
    answer_asked(locked)
    details = {"generation": link.generation, "mailed": with_mail}
    log("partnershiprequest.link_replaced", locked, by, partner=locked.provider, **details)
    return link


@transaction.atomic
def change_recipient(*, request: PartnershipRequest, email: str, name: str = "", by: PartnerMembership) -> None:
    """Correct the address of a request and mail it there with a new link; the old link stops working (K37).

    Raises ValidationError by field for an address that cannot be asked, or that takes no mail (`suppressed`);
    PermissionDenied.
    """
    locked = lock_for_mail(request, by)
    check_role(by)
    check_new_recipient(email, by)
    locked.recipient_email, locked.recipient_name, locked.recipient_key = email, name, email_key(email)
    locked.save(update_fields=["recipient_email", "recipient_name", "recipient_key"])
    link = replace_link(locked, purpose=PURPOSE)
    mail_link(locked, link, is_new=True)
    mark_sent(locked)
    answer_asked(locked)
    log("partnershiprequest.recipient_changed", locked, by, partner=locked.provider, generation=link.generation)


def check_new_recipient(email: str, by: PartnerMembership) -> None:
    """The corrected address stands up to what a new request's would, and takes mail."""
    refused = Refusals()
    refused.gather("recipient_email", check_recipient, email, own_domains=own_domains(by))
    refused.gather("recipient_email", check_takes_mail, email, by.partner.cloud.code)
    refused.raise_any()


def mail_again(request: PartnershipRequest, action: str, by: Actor) -> PartnershipRequest:
    """Queue the mail with the living link, and write the event."""
    link = request.links.get(replaced_at=None)
    mail_link(request, link, is_new=False)
    mark_sent(request)
    answer_asked(request)
    log(action, request, by, partner=request.provider, generation=link.generation)
    return request


def lock_for_mail(request: PartnershipRequest, by: PartnerMembership) -> PartnershipRequest:
    """The request, locked; open, its provider able to ask, and the actor allowed to change it."""
    locked = lock_request(request)
    check_may_control(locked, by)
    check_open(locked, timezone.now())
    check_available(locked.provider)
    return locked


def mail_link(request: PartnershipRequest, link: PartnershipLink, *, is_new: bool) -> None:
    """Queue the request's mail, no more often than allowed. A new link need not wait the ten minutes."""
    check_addressed(request)
    check_all_paces(
        REQUEST_MAIL,
        about_id=request.public_id,
        recipient_key=request.recipient_key,
        partner_id=request.provider.public_id,
        with_pause=not is_new,
    )
    queue_request_mail(request, link)


def mark_sent(request: PartnershipRequest) -> None:
    """`ready` becomes `sent` with its first mail; later mails are the mail's own state."""
    if request.status == Status.READY:
        request.status, request.sent_at = Status.SENT, timezone.now()
        request.save(update_fields=["status", "sent_at"])
