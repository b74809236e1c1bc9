"""What every deed on a service request leaves: a message with its files, and an event."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from customers.services.actions.attaching import attach
from customers.services.actions.sides import Side
from customers.services.models import ServiceRequest, ServiceRequestMessage
from customers.services.rules.attachments import SentFile
from partnercenter.accounts.models import User
from partnercenter.audit.log import record


def write(
    request: ServiceRequest, side: str, text: str, files: Sequence[SentFile] = (), *, by: User
) -> ServiceRequestMessage:
    """The message with its files; for a caller that holds the request's lock, or has just made it."""
    message = ServiceRequestMessage.objects.create(
        service_request=request, side=side, text=text, written_by=by, written_at=timezone.now()
    )
    attach(request, message, files)
    return message


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
