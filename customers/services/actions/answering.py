"""What happens to a service request once it is raised: answered, handed on, closed, opened again (decisions §6-§8)."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from customers.directory.models import CustomerMembership
from customers.services.actions.attaching import counted
from customers.services.actions.locking import lock_service_request
from customers.services.actions.sides import Actor, Side, side_of, user_of
from customers.services.actions.threads import log, write
from customers.services.mails.requests import tell_closed, tell_message, tell_received, tell_reopened
from customers.services.models import ServiceRequest, ServiceRequestMessage
from customers.services.rules.attachments import SentFile
from customers.services.rules.routing import check_desk, check_may_be_reopened, check_not_closed
from partnercenter.accounts.models import User
from partnercenter.partners.access import Capability
from partnercenter.partners.models import PartnerMembership

Desk, Status = ServiceRequest.Desk, ServiceRequest.Status


@transaction.atomic
def write_message(
    *, service_request: ServiceRequest, text: str, files: Sequence[SentFile] = (), by: Actor
) -> ServiceRequestMessage:
    """Add to the thread and tell the others in it; from its desk it is an answer, from other sides a new question.

    Raises PermissionDenied for strangers and roles, ValidationError (`service_request_closed`, `partner_suspended`,
    and what `rules.attachments.check_files` refuses).
    """
    request, side = lock_for(service_request, by)
    message = write(request, side, text, files, by=user_of(by))
    is_answer = side in (request.desk, Side.OPERATOR)
    request.status = Status.ANSWERED if is_answer else Status.OPEN
    request.answered_at = request.answered_at or (timezone.now() if is_answer else None)
    request.save(update_fields=["status", "answered_at"])
    what = "servicerequest.answered" if is_answer else "servicerequest.written"
    log(request, what, side, by=user_of(by), **counted(files))
    tell_message(request, message)
    return message


@transaction.atomic
def forward_service_request(*, service_request: ServiceRequest, by: PartnerMembership) -> ServiceRequest:
    """A provider hands a reseller's request on to the operator. Raises as `write_message`, or `not_at_this_desk`."""
    request, side = lock_for(service_request, by)
    if side != Side.PROVIDER:
        raise PermissionDenied(Capability.SERVICE_REQUESTS)
    check_desk(request, Desk.PROVIDER)
    request.desk, request.forwarded_at, request.status = Desk.OPERATOR, timezone.now(), Status.OPEN
    request.save(update_fields=["desk", "forwarded_at", "status"])
    log(request, "servicerequest.forwarded", side, by=by.user)
    first = request.messages.first()
    if first:
        tell_received(request, first)
    return request


@transaction.atomic
def close_service_request(*, service_request: ServiceRequest, by: PartnerMembership | User) -> ServiceRequest:
    """End it for good; the other side is told. Raises as `write_message`."""
    request, side = lock_for(service_request, by)
    request.status, request.closed_at, request.closed_by = Status.CLOSED, timezone.now(), user_of(by)
    request.save(update_fields=["status", "closed_at", "closed_by"])
    log(request, "servicerequest.closed", side, by=user_of(by))
    tell_closed(request, by=side)
    return request


@transaction.atomic
def reopen_service_request(
    *,
    service_request: ServiceRequest,
    text: str,
    files: Sequence[SentFile] = (),
    by: PartnerMembership | CustomerMembership,
) -> ServiceRequest:
    """Open a closed one again, with what is still wrong; its desk is told. Times of the first response stay.

    For the partner that raised it and the customer. Raises PermissionDenied for others, ValidationError
    (`service_request_open`, `reopened_too_late`, `partner_suspended`, and what is refused of files).
    """
    request = lock_service_request(service_request)
    side = side_of(request, by)
    if side not in (Side.PARTNER, Side.CUSTOMER):
        raise PermissionDenied(Capability.SERVICE_REQUESTS)
    check_may_be_reopened(request)
    request.status, request.reopened_at = Status.OPEN, timezone.now()
    request.closed_at = request.closed_by = None
    request.save(update_fields=["status", "reopened_at", "closed_at", "closed_by"])
    message = write(request, side, text, files, by=by.user)
    log(request, "servicerequest.reopened", side, by=by.user, **counted(files))
    tell_reopened(request, message)
    return request


def lock_for(service_request: ServiceRequest, by: Actor) -> tuple[ServiceRequest, str]:
    """The open request, locked and read afresh, and the side that `by` stands on."""
    request = lock_service_request(service_request)
    side = side_of(request, by)
    check_not_closed(request)
    return request, side
