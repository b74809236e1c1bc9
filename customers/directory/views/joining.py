"""A person asks to be let into an organisation, an admin answers; or the person says that the domain is not its."""

from contextlib import suppress
from typing import cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.directory.actions import answer_join, request_join
from customers.directory.forms import JoinAnswerForm
from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import Customer, CustomerRole, JoinRequest
from customers.directory.queries import belongs_to, has_verified_email, own_domain
from partnercenter.accounts.models import User
from partnercenter.clouds.models import TenantDomain
from partnercenter.clouds.requests import AcceptanceRequest
from partnercenter.domains.actions import dispute_domain as dispute
from partnercenter.domains.forms import DisputeForm
from partnercenter.domains.queries import holder_of
from partnercenter.pages.forms import render_form_page


@require_POST
def ask_to_join(request: AcceptanceRequest) -> HttpResponse:
    """Ask the organisation of one's own verified domain to be let in."""
    owner = holder_of_own(request)
    if owner.owner_kind != TenantDomain.Owner.CUSTOMER:
        raise Http404
    customer = get_object_or_404(Customer, cloud=request.cloud, public_id=owner.owner_id)
    request_join(customer=customer, by=request.user)
    return redirect("join_asked")


def holder_of_own(request: AcceptanceRequest) -> TenantDomain:
    """Who holds the domain of the person's verified mailbox; 404 where nobody does."""
    owner = holder_of(request.cloud, own_domain(request.user)) if has_verified_email(request.user) else None
    if owner is None:
        raise Http404
    return owner


@require_safe
def join_asked(request: AcceptanceRequest) -> HttpResponse:
    """What happens after asking."""
    return render(request, "customers/customer/join_asked.html", {"domain": own_domain(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def dispute_domain(request: AcceptanceRequest) -> HttpResponse:
    """Say that the domain of one's own mailbox is not the organisation's that holds it; the operator decides."""
    owner = holder_of_own(request)
    is_member = belongs_to(request.user, owner)
    if is_member:
        raise Http404
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        claim = dispute(
            cloud=request.cloud,
            domain=owner.domain,
            words=form.cleaned_data["words"],
            is_member=is_member,
            by=request.user,
        )
        return redirect("domain_claim", public_id=claim.public_id)
    return render_form_page(request, "customers/customer/dispute_domain.html", {"domain": owner.domain}, form)


@customer_page(CustomerRole.GLOBAL_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def join_request(request: CustomerRequest, public_id: object) -> HttpResponse:
    """An admin of the organisation lets the person in, with a role, or does not."""
    asked = get_object_or_404(
        JoinRequest.objects.select_related("user", "customer"),
        customer=request.membership.customer,
        public_id=public_id,
    )
    form = JoinAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with suppress(ValidationError):  # a colleague was faster: the page shows what was answered
            answer_join(join_request=asked, by=cast(User, request.user), **form.answer_chosen())
        return redirect("join_request", public_id=public_id)
    return render_form_page(request, "customers/customer/join_request.html", {"asked": asked}, form)
