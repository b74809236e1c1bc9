"""An organisation registers itself; a person asks to be let in, an admin answers. On acceptance hosts only."""

from contextlib import suppress
from typing import cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from customers.directory.actions import answer_join, find_domain, register_customer, request_join
from customers.directory.forms import RegistrationForm
from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import Customer, CustomerRole, JoinRequest
from customers.directory.queries import has_verified_email, own_domain
from partnercenter.accounts.models import User
from partnercenter.clouds.models import TenantDomain
from partnercenter.clouds.requests import AcceptanceRequest
from partnercenter.links.carrier import read_carrier
from partnercenter.pages.forms import render_form_page


@require_http_methods(["GET", "HEAD", "POST"])
def register_organisation(request: AcceptanceRequest) -> HttpResponse:
    """Register the organisation of somebody who has a verified address; then back to the request."""
    domain = own_domain(request.user)
    if not has_verified_email(request.user) or not request.cloud.accepts_new_customers:
        return redirect(way_back(request))
    if find_domain(request.cloud, domain):
        return redirect(way_back(request))
    form = RegistrationForm(request.POST or None, cloud=request.cloud, initial=what_we_know(request))
    if request.method == "POST" and form.is_valid():
        try:
            registration = form.registration(domain=domain, language=spoken())
            register_customer(cloud=request.cloud, registration=registration, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect(way_back(request))
    return render_form_page(request, "customers/customer/register_organisation.html", {"domain": domain}, form)


def what_we_know(request: AcceptanceRequest) -> dict[str, str]:
    """The contact is at first the person who registers."""
    return {"contact_name": request.user.display_name, "contact_email": request.user.email}


def spoken() -> str:
    """The language of the page, as the settings name it."""
    return (get_language() or "en").partition("-")[0]


def way_back(request: AcceptanceRequest) -> str:
    """The request that the browser carries, else Home."""
    return reverse("decide" if read_carrier(request, purpose="invitation") else "home")


@require_POST
def ask_to_join(request: AcceptanceRequest) -> HttpResponse:
    """Ask the organisation of one's own verified domain to be let in."""
    owner = find_domain(request.cloud, own_domain(request.user))
    if not has_verified_email(request.user) or owner is None or owner.owner_kind != TenantDomain.Owner.CUSTOMER:
        raise Http404
    customer = get_object_or_404(Customer, cloud=request.cloud, public_id=owner.owner_id)
    request_join(customer=customer, by=request.user)
    return redirect("join_asked")


def join_asked(request: AcceptanceRequest) -> HttpResponse:
    """What happens after asking."""
    return render(request, "customers/customer/join_asked.html", {"domain": own_domain(request.user)})


@customer_page(CustomerRole.GLOBAL_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def join_request(request: CustomerRequest, public_id: object) -> HttpResponse:
    """An admin of the organisation lets the person in, or does not."""
    asked = get_object_or_404(
        JoinRequest.objects.select_related("user", "customer"),
        customer=request.membership.customer,
        public_id=public_id,
    )
    if request.method == "POST" and request.POST.get("answer") in ("accept", "decline"):
        with suppress(ValidationError):  # a colleague was faster: the page shows what was answered
            answer_join(join_request=asked, accepts=request.POST["answer"] == "accept", by=cast(User, request.user))
        return redirect("join_request", public_id=public_id)
    return render(request, "customers/customer/join_request.html", {"asked": asked})
