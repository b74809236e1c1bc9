"""Files of service requests, out of the reader's own requests: always to keep, never to show in the browser."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from customers.directory.guards import CustomerRequest, customer_page
from customers.services.models import Attachment, ServiceRequest
from customers.services.sending import answer
from customers.services.views.finding import requests_open_to
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def attachment(request: PartnerRequest, public_id: UUID, file_id: UUID) -> FileResponse:
    """For the partner that raised the request, and its provider."""
    return send(requests_open_to(request.membership.partner), public_id, file_id)


@require_safe
@customer_page()
def customer_attachment(request: CustomerRequest, public_id: UUID, file_id: UUID) -> FileResponse:
    """For the customer's own people."""
    return send(ServiceRequest.objects.filter(customer=request.membership.customer), public_id, file_id)


def send(requests: QuerySet[ServiceRequest], public_id: UUID, file_id: UUID) -> FileResponse:
    """The file of one of these requests, to keep; nobody's page can run it (`nosniff` stands on every answer)."""
    files = Attachment.objects.filter(message__service_request__in=requests.order_by())
    found = get_object_or_404(files, public_id=file_id, message__service_request__public_id=public_id)
    return answer(found)
