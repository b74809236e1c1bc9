"""Service requests of the demo: at an operator's and a provider's desk, answered and closed."""

from datetime import datetime, timedelta
from uuid import UUID

from customers.services.actions.attaching import attach
from customers.services.models import Attachment, ServiceRequest, ServiceRequestMessage
from customers.services.queries import holds_rights
from customers.services.rules.attachments import SentFile
from partnercenter.demo.past import ago, note
from partnercenter.demo.shapes import Raised, Said
from partnercenter.demo.stage import Stage, key_of
from partnercenter.links.numbers import new_number

Side = ServiceRequestMessage.Side


def add_service_request(stage: Stage, raised: Raised) -> None:
    """The request with its thread, unless it is there."""
    request_key = key_of("service-request", raised.partner, raised.subject)
    if ServiceRequest.objects.filter(request_key=request_key).exists():
        return
    request = write_request(stage, raised, request_key)
    note(
        "servicerequest.raised",
        request,
        at=request.raised_at,
        by=request.raised_by,
        side="partner",
        partner=request.partner,
        customer=request.customer,
    )
    for place, said in enumerate(raised.thread):
        say(stage, request, said, at=request.raised_at + timedelta(minutes=40 * place))
    stage.counted.add("service requests")


def write_request(stage: Stage, raised: Raised, request_key: UUID) -> ServiceRequest:
    """The request as it was raised; a reseller's names its provider, and goes to its desk."""
    at, partner, customer = ago(raised.days_ago), stage.partners[raised.partner], stage.customers[raised.customer]
    provider = stage.partners.get(raised.provider)
    request = ServiceRequest(
        request_key=request_key,
        number=new_number("S", at.year),
        customer=customer,
        partner=partner,
        provider=provider,
        severity=raised.severity,
        subject=raised.subject,
        desk=ServiceRequest.Desk.PROVIDER if provider else ServiceRequest.Desk.OPERATOR,
        without_rights=provider is None and not holds_rights(partner, customer),
        raised_at=at,
        raised_by=stage.staff[raised.partner][0].user,
    )
    request.respond_by = at + request.target
    request.save()
    return request


def say(stage: Stage, request: ServiceRequest, said: Said, *, at: datetime) -> None:
    """One message; from a desk it is the answer, which opens again when another side writes."""
    speakers = {
        Side.PARTNER: request.raised_by,
        Side.OPERATOR: stage.operator,
        Side.CUSTOMER: stage.admins.get(request.customer.primary_domain, stage.operator),
    }
    if request.provider:
        speakers[Side.PROVIDER] = request.provider.memberships.order_by("pk")[0].user
    message = ServiceRequestMessage.objects.create(
        service_request=request, side=said.side, written_by=speakers[Side(said.side)], written_at=at, text=said.text
    )
    attach(request, message, [SentFile(Attachment.Kind.TEXT, said.file.encode())] if said.file else [])
    is_answer = said.side in (Side.OPERATOR, Side.PROVIDER)
    request.status = ServiceRequest.Status.ANSWERED if is_answer else ServiceRequest.Status.OPEN
    request.answered_at = request.answered_at or (at if is_answer else None)
    if said.closes:
        request.status, request.closed_at = ServiceRequest.Status.CLOSED, at
        request.closed_by = speakers[Side(said.side)]
    request.save()
