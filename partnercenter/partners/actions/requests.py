"""What the provider does with a partnership request besides sending it: words, link, withdrawal; and its ends."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from partnercenter.accounts.models import User
from partnercenter.canonical.refusals import Refusals
from partnercenter.links.words import check_body, check_subject
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.access import why_not_control
from partnercenter.partners.actions.actors import Actor, lock_request, log, user_of
from partnercenter.partners.addresses import link_address
from partnercenter.partners.mails.requests import queue_cancelled_mail
from partnercenter.partners.models import PartnerMembership, PartnershipRequest
from partnercenter.partners.partnership_rules import check_not_ended, check_open
from partnercenter.partners.rules import check_available

Status = PartnershipRequest.Status
BATCH = 200


@transaction.atomic
def edit_text(*, request: PartnershipRequest, subject: str, body: str, by: PartnerMembership) -> PartnershipRequest:
    """Store the sender's words; unchanged ones write nothing. Raises ValidationError by field, PermissionDenied."""
    locked = lock_request(request)
    check_may_control(locked, by)
    check_not_ended(locked)
    names, refused = [locked.provider.legal_name], Refusals()
    refused.gather("subject", check_subject, subject, names=names)
    refused.gather("body", check_body, body, names=names)
    refused.raise_any()
    words = (check_subject(subject, names=names), check_body(body, names=names))
    if words != (locked.subject, locked.body):
        locked.subject, locked.body = words
        locked.save(update_fields=["subject", "body"])
        log("partnershiprequest.text_edited", locked, by, partner=locked.provider)
    return locked


def check_may_control(request: PartnershipRequest, by: Actor) -> None:
    """PermissionDenied unless a colleague whose role reaches, an operator or a job acts (decisions §9).

    ValidationError `partner_suspended` for a colleague of a suspended provider, which reads and changes nothing.
    """
    if isinstance(by, PartnerMembership):
        reason = why_not_control(by, request)
        if reason:
            raise PermissionDenied(reason)
        if request.provider.is_suspended:
            check_available(request.provider)
    elif by is not None and not by.is_staff:
        raise PermissionDenied


@transaction.atomic
def reveal_link(*, request: PartnershipRequest, by: PartnerMembership) -> str:
    """The address of the living link, for somebody who may hand it over; every look is in the log."""
    locked = lock_request(request)
    check_may_control(locked, by)
    check_open(locked, timezone.now())
    link = locked.links.get(replaced_at=None)
    log("partnershiprequest.link_revealed", locked, by, partner=locked.provider, generation=link.generation)
    return link_address(link, locked)


@transaction.atomic
def cancel_request(*, request: PartnershipRequest, reason: str = "", by: Actor) -> PartnershipRequest:
    """Withdraw a request; whoever had been mailed is told. Raises ValidationError `ended`, PermissionDenied.

    `reason` is a code of the portal, such as `owner_left`; a person gives none.
    """
    locked = lock_request(request)
    check_may_control(locked, by)
    check_not_ended(locked)
    withdraw(locked, reason=reason, by=by)
    return locked


def withdraw(request: PartnershipRequest, *, reason: str, by: Actor) -> None:
    """The last move of a locked request, its event and its mail."""
    was_sent = request.status == Status.SENT
    end(request, Status.CANCELLED, reason=reason, by=by)
    log("partnershiprequest.cancelled", request, by, partner=request.provider, reason=reason)
    if was_sent and request.is_addressed:
        queue_cancelled_mail(request)


def end(request: PartnershipRequest, status: str, *, reason: str = "", by: Actor) -> None:
    """The row's last move, with the answer that is set on it."""
    request.status, request.ended_at = status, timezone.now()
    request.ended_by, request.end_reason = user_of(by), reason
    if status != Status.EXPIRED:  # whoever asked for a new link need not wait for one any more
        request.new_link_asked_at = None
    answer = ("reseller", "decline_reason", "partnership")
    request.save(update_fields=["status", "ended_at", "ended_by", "end_reason", "new_link_asked_at", *answer])


def hand_over(leaving: PartnerMembership, successor: PartnerMembership | None, *, by: User) -> None:
    """What somebody who leaves had asked passes to the successor, or is withdrawn; in the caller's transaction."""
    waiting = PartnershipRequest.objects.filter(owner=leaving, status__in=PartnershipRequest.OPEN)
    for each in waiting.order_by("pk"):
        locked = lock_request(each)
        if not locked.is_open:
            continue
        if successor is None:
            withdraw(locked, reason="owner_left", by=by)
            continue
        locked.owner = successor
        locked.save(update_fields=["owner"])
        to = str(successor.user.public_id)
        log("partnershiprequest.handed_over", locked, by, partner=locked.provider, successor=to)


def expire_due(batch: int = BATCH) -> int:
    """End every partnership request whose time has passed by the database's clock; answers how many.

    Idempotent and safe to run twice at once: rows that somebody holds wait for the next run.
    """
    total = 0
    while done := expire_batch(batch):
        total += done
        if done < batch:
            break
    return total


@transaction.atomic
def expire_batch(batch: int) -> int:
    """One batch, in a transaction of its own."""
    wait_at_most()
    due = PartnershipRequest.objects.filter(status__in=PartnershipRequest.OPEN, expires_at__lte=Now())
    locked = due.select_related("provider__cloud").select_for_update(of=("self",), skip_locked=True)
    rows = list(locked.order_by("expires_at")[:batch])
    for request in rows:
        end(request, Status.EXPIRED, by=None)
        log("partnershiprequest.expired", request, None, partner=request.provider)
    return len(rows)
