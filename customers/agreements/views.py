"""What the organisation has accepted, with receipts; each text on a page that prints; and accepting a newer one."""

from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from customers.agreements import actions
from customers.agreements.forms import AcceptAgreementForm
from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.queries import (
    acceptance_of,
    acceptances_of,
    current_text,
    family_of,
    texts_open_to,
)
from customers.agreements.receipts import evidence, is_intact
from customers.agreements.rules import MAY_ACCEPT
from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerRole
from partnercenter.accounts.models import User
from partnercenter.canonical.facts import spell
from partnercenter.clouds.hosts import acceptance_address
from partnercenter.pages.forms import render_form_page

CHANGED = 409
READERS = (CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)  # a plain user sees who has access (decisions §9)
SHOWN_AT_MOST = 100


@require_safe
@customer_page(*READERS)
def agreements(request: CustomerRequest) -> HttpResponse:
    """The version in force, and what the organisation has accepted, newest first."""
    customer = request.membership.customer
    text = text_for(request)
    context = {
        "accepted": acceptances_of(customer)[:SHOWN_AT_MOST],
        "text": text,
        "is_accepted": text is not None and acceptance_of(customer, text) is not None,
        "may_accept": may_accept(request),
    }
    return render(request, "customers/customer/agreements.html", context)


def text_for(request: CustomerRequest) -> AgreementText | None:
    """The version in force for the reader's organisation, in the reader's language where there is one."""
    customer = request.membership.customer
    return current_text(cloud=customer.cloud, country=customer.country, language=get_language() or "en")


def may_accept(request: CustomerRequest) -> bool:
    """Whether this person can accept online: by role, and where the cloud takes it."""
    return request.membership.role in MAY_ACCEPT and request.membership.customer.cloud.online_agreement


@require_safe
@customer_page(*READERS)
def agreement_text(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """One published text of the organisation's cloud, to read and to print."""
    open_texts = texts_open_to(request.membership.customer)
    text = get_object_or_404(open_texts.select_related("cloud", "market_group"), public_id=public_id)
    others = [each for each in family_of(text) if each.pk != text.pk and each.status == text.status]
    here = (get_language() or "en")[:2]
    context = {
        "text": text,
        "others": others,
        "is_fallback": here not in {text.language, *(o.language for o in others)},
    }
    return render(request, "customers/customer/agreement_text.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@customer_page(*READERS)
def accept_agreement(request: CustomerRequest) -> HttpResponse:
    """Read the version in force and accept it; changes nothing that exists."""
    customer, text = request.membership.customer, text_for(request)
    accepted = acceptance_of(customer, text) if text else None
    if accepted:
        return redirect("agreement_receipt", public_id=accepted.public_id)
    if text is None:
        return redirect("agreements")
    if request.method == "POST" and not may_accept(request):
        raise PermissionDenied
    form = AcceptAgreementForm(request.POST or None, text=text, customer=customer)
    if request.method == "POST" and form.is_valid():
        return accept_now(request, text, form)
    return show_accepting(request, text, form)


def accept_now(request: CustomerRequest, text: AgreementText, form: AcceptAgreementForm) -> HttpResponse:
    """Accept, or show the text that is in force now."""
    by, shown = cast(User, request.user), form.cleaned_data["shown"]
    try:
        accepted = actions.accept_shown(text=text, shown=shown, membership=request.membership, by=by)
    except ValidationError as refusal:
        if refusal.code == "not_an_admin":
            raise PermissionDenied from None
        fresh = AcceptAgreementForm(text=text, customer=request.membership.customer)
        response = show_accepting(request, text, fresh, has_changed=True)
        response.status_code = CHANGED
        return response
    return redirect("agreement_receipt", public_id=accepted.public_id)


def show_accepting(
    request: CustomerRequest, text: AgreementText, form: AcceptAgreementForm, has_changed: bool = False
) -> HttpResponse:
    customer = request.membership.customer
    context = {
        "text": text,
        "customer": customer,
        "may_accept": may_accept(request),
        "before": acceptances_of(customer).first(),
        "has_changed": has_changed,
    }
    return render_form_page(request, "customers/customer/accept_agreement.html", context, form)


@require_safe
@customer_page(*READERS)
def agreement_receipt(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """The receipt of one acceptance or attestation."""
    accepted = find_accepted(request, public_id)
    context = {
        "accepted": accepted,
        "contact": accepted.contact,
        "is_intact": is_intact(accepted),
        "verify_address": acceptance_address(accepted.customer.cloud, "verify_receipt", number=accepted.receipt),
    }
    return render(request, "customers/customer/agreement_receipt.html", context)


@require_safe
@customer_page(*READERS)
def agreement_receipt_file(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """The facts behind the receipt, byte for byte as they are hashed: SHA-256 of the file is its checksum."""
    accepted = find_accepted(request, public_id)
    headers = {"Content-Disposition": f'attachment; filename="{accepted.receipt}.json"'}
    return HttpResponse(spell(evidence(accepted)), content_type="application/json", headers=headers)


def find_accepted(request: CustomerRequest, public_id: UUID) -> AgreementAcceptance:
    """One of the organisation's own."""
    own = acceptances_of(request.membership.customer)
    accepted: AgreementAcceptance = get_object_or_404(own, public_id=public_id)
    return accepted
