"""What the organisation has accepted, with receipts; and each text on a page that prints."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from customers.agreements.queries import acceptances_of, texts_open_to
from customers.directory.guards import CustomerRequest, customer_page


@require_safe
@customer_page()
def agreements(request: CustomerRequest) -> HttpResponse:
    """The accepted versions of the organisation, newest first."""
    accepted = acceptances_of(request.membership.customer)[:100]
    return render(request, "customers/customer/agreements.html", {"accepted": accepted})


@require_safe
@customer_page()
def agreement_text(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """One published text of the organisation's cloud."""
    text = get_object_or_404(texts_open_to(request.membership.customer), public_id=public_id)
    return render(request, "customers/customer/agreement_text.html", {"text": text})
