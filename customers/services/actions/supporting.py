"""A partner raises a service request for a customer (decisions §6-§8); what follows is `answering`."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from customers.directory.models import Customer
from customers.grants.actions import use_right
from customers.grants.needs import Need
from customers.services.actions.actors import check_role
from customers.services.actions.attaching import counted
from customers.services.actions.locking import lock_customer
from customers.services.actions.sides import Side
from customers.services.actions.threads import log, write
from customers.services.mails.requests import tell_received
from customers.services.models import ServiceRequest
from customers.services.queries import Standing, has_sold_something_living, standing_of
from customers.services.rules.attachments import SentFile
from customers.services.rules.keys import check_own_key
from customers.services.rules.routing import (
    Route,
    check_may_raise,
    check_way,
    route,
)
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
    files: Sequence[SentFile] = ()


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
    message = write(request, Side.PARTNER, matter.text, matter.files, by=by.user)
    if way.desk == Desk.OPERATOR and standing.may_support:
        need = Need.RAISE_SERVICE_REQUESTS
        use_right(customer=standing.customer, need=need, about=request.public_id, by=by)
    facts = {"desk": way.desk, "without_rights": way.without_rights, **counted(matter.files)}
    log(request, "servicerequest.raised", "partner", by=by.user, **facts)
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
