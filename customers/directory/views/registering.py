"""An organisation registers itself, in the flow of a request or without one. On acceptance hosts only."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from customers.directory.actions import register_customer
from customers.directory.forms import RegistrationForm
from customers.directory.queries import domain_to_register, has_verified_email
from customers.directory.rules import check_domain_free, check_no_partner
from partnercenter.clouds.requests import AcceptanceRequest
from partnercenter.domains.queries import holder_of
from partnercenter.links.carrier import read_carrier
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.queries import partner_owning


@require_http_methods(["GET", "HEAD", "POST"])
def register_organisation(request: AcceptanceRequest) -> HttpResponse:
    """Register the organisation of somebody who has a verified address; then back to the request."""
    domain = domain_to_register(request.user, request.cloud)
    if not has_verified_email(request.user) or not request.cloud.accepts_new_customers:
        return redirect(way_back(request))
    if refused := why_not_this_domain(request, domain):
        messages.warning(request, " ".join(refused.messages))
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


def why_not_this_domain(request: AcceptanceRequest, domain: str) -> ValidationError | None:
    """Whose domain it is already; None where it can be registered."""
    try:
        check_no_partner(partner_owning(request.cloud, domain) if domain else None, domain)
        check_domain_free(holder_of(request.cloud, domain))
    except ValidationError as refusal:
        return refusal
    return None


def what_we_know(request: AcceptanceRequest) -> dict[str, str]:
    """The contact is at first the person who registers."""
    return {"contact_name": request.user.display_name, "contact_email": request.user.email}


def spoken() -> str:
    """The language of the page, as the settings name it."""
    return (get_language() or "en").partition("-")[0]


def way_back(request: AcceptanceRequest) -> str:
    """The request that the browser carries, else Home."""
    return reverse("decide" if read_carrier(request, purpose="invitation") else "home")
