"""Service requests: raised by a partner for a customer, answered, handed on and closed (decisions §6-§8)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from customers.directory.models import Customer
from customers.grants.actions import use_right
from customers.grants.needs import Need
from customers.services.actions.actors import check_role
from customers.services.actions.locking import lock_customer, lock_service_request
from customers.services.actions.sides import Actor, Side, side_of, user_of
from customers.services.mails.requests import tell_closed, tell_message, tell_received
from customers.services.models import ServiceRequest, ServiceRequestMessage
from customers.services.queries import Standing, has_sold_something_living, standing_of
from customers.services.rules.keys import check_own_key
from customers.services.rules.routing import (
    Route,
    check_desk,
    check_may_raise,
    check_not_closed,
    check_way,
    route,
)
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.links.numbers import new_number
from partnercenter.partners.access import Capability
from partnercenter.partners.models import Capacity, Partner, PartnerMembership

Desk, Status = ServiceRequest.Desk, ServiceRequest.Status


@dataclass(frozen=True)
class Matter:
    """What a service request is about. `through` is the provider of a reseller; None goes to the operator."""

    severity: str
    subject: str
    text: str
    through: Partner | None = None


@transaction.atomic
def raise_service_request(
    *, customer: Customer, matter: Matter, request_key: UUID, by: PartnerMembership
) -> ServiceRequest:
    """The request and its first message, at the desk that the routing table names; its people are told.

    The same `request_key` gives the first result again. Raises PermissionDenied for the roles, ValidationError
    (`partner_suspended`, `not_related`, `way_not_open`).
    """
    check_role(by, Capability.SERVICE_REQUESTS)
    standing = standing_of(Partner.objects.get(pk=by.partner_id), lock_customer(customer.pk), by=by)
    earlier = ServiceRequest.objects.filter(request_key=request_key).first()
    if earlier:
        check_own_key(is_own=(earlier.customer_id, earlier.partner_id) == (customer.pk, by.partner_id))
    return earlier or raise_new(standing, matter, request_key, by=by)


def raise_new(standing: Standing, matter: Matter, request_key: UUID, *, by: PartnerMembership) -> ServiceRequest:
    """Check, route, write, log, tell; for a caller that holds the customer's lock.

    What goes to the operator without the mark goes there by a right, which is used and logged.
    """
    check_may_raise(standing.partner, is_tied=is_tied(standing))
    check_way(matter.through, providers=standing.providers, may_go_direct=may_go_direct(standing))
    capacity = Capacity.RESELLER if matter.through else Capacity.DIRECT
    way = route(capacity=capacity, provider=matter.through, has_rights=standing.may_support)
    request = write_request(standing, matter, way, request_key=request_key, by=by)
    message = write(request, Side.PARTNER, matter.text, by=by.user)
    if way.desk == Desk.OPERATOR and standing.may_support:
        need = Need.RAISE_SERVICE_REQUESTS
        use_right(customer=standing.customer, need=need, about=request.public_id, by=by)
    log(request, "servicerequest.raised", "partner", by=by.user, desk=way.desk, without_rights=way.without_rights)
    tell_received(request, message)
    return request


def is_tied(standing: Standing) -> bool:
    """Whether a relationship, rights or anything sold lives."""
    alive = bool(standing.relationships) or standing.has_rights
    return alive or has_sold_something_living(standing.partner, standing.customer)


def may_go_direct(standing: Standing) -> bool:
    """A partner that is a reseller here and nothing else goes to its provider first (decisions §7)."""
    return bool(standing.ordering) or not standing.providers


def write_request(
    standing: Standing, matter: Matter, way: Route, *, request_key: UUID, by: PartnerMembership
) -> ServiceRequest:
    now = timezone.now()
    request = ServiceRequest(
        request_key=request_key,
        number=new_number("S", now.year),
        customer=standing.customer,
        partner=standing.partner,
        provider=way.provider,
        severity=matter.severity,
        subject=matter.subject,
        desk=way.desk,
        without_rights=way.without_rights,
        raised_at=now,
        raised_by=by.user,
    )
    request.respond_by = now + request.target
    request.save(force_insert=True)
    return request


@transaction.atomic
def write_message(*, service_request: ServiceRequest, text: str, by: Actor) -> ServiceRequestMessage:
    """Add to the thread and tell the other side; from its desk it is an answer, from any other side it opens again.

    Raises PermissionDenied for strangers and roles, ValidationError (`service_request_closed`,
    `partner_suspended`).
    """
    request, side = lock_for(service_request, by)
    message = write(request, side, text, by=user_of(by))
    is_answer = side in (request.desk, Side.OPERATOR)
    request.status = Status.ANSWERED if is_answer else Status.OPEN
    request.answered_at = request.answered_at or (timezone.now() if is_answer else None)
    request.save(update_fields=["status", "answered_at"])
    log(request, "servicerequest.answered" if is_answer else "servicerequest.written", side, by=user_of(by))
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


def lock_for(service_request: ServiceRequest, by: Actor) -> tuple[ServiceRequest, str]:
    """The open request, locked and read afresh, and the side that `by` stands on."""
    request = lock_service_request(service_request)
    side = side_of(request, by)
    check_not_closed(request)
    return request, side


def write(request: ServiceRequest, side: str, text: str, *, by: User) -> ServiceRequestMessage:
    return ServiceRequestMessage.objects.create(
        service_request=request, side=side, text=text, written_by=by, written_at=timezone.now()
    )


def log(request: ServiceRequest, action: str, side: str, *, by: User, **details: Any) -> None:
    """The event; subject and texts stay out of it (they may name persons)."""
    record(
        action,
        about=request,
        by=by,
        side="partner" if side == Side.PROVIDER else side,
        cloud_code=request.customer.cloud.code,
        partner_id=request.partner.public_id,
        customer_id=request.customer.public_id,
        details={"severity": request.severity, **details},
    )
