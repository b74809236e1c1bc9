"""The customer's *Partners* page: who may do what, and ending their rights (decisions §6). On acceptance hosts."""

from typing import cast
from uuid import UUID

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerRole
from customers.grants.forms import EndRightsForm
from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries.grants import names_that_stay
from customers.relationships.actions import end_rights
from customers.relationships.asked import asked_by
from customers.relationships.consent import access_of
from customers.relationships.duty import duty_by
from partnercenter.accounts.fresh import ask_to_confirm
from partnercenter.accounts.models import User
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.sentences import listed


@require_safe
@customer_page()
def partners(request: CustomerRequest) -> HttpResponse:
    """Everybody who may sell to the organisation, and what rights they hold there."""
    found = access_of(request.membership.customer)
    return render(request, "customers/customer/partners.html", {"found": found, **who_may(request)})


@require_safe
@customer_page()
def partner_rights(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """One partner: relationships, rights in force, rights that ended."""
    found = access_of(request.membership.customer, public_id)
    if not found:
        raise Http404
    access = found[0]
    pair = {"partner_id": access.partner.pk, "customer_id": request.membership.customer_id}
    duty = duty_by(access.relationships, **pair)
    asked_for = set(asked_by(request.membership.customer).values_list("relationship", flat=True))
    context = {"access": access, "duty": duty, "asked_for": asked_for, **who_may(request)}
    return render(request, "customers/customer/partner_rights.html", context)


def who_may(request: CustomerRequest) -> dict[str, bool]:
    """Only a global administrator ends rights; others see the button's place with the reason. The log of use names
    persons: it is the administrators' (decisions §9)."""
    role = request.membership.role
    return {"may_end": role == CustomerRole.GLOBAL_ADMIN, "may_read_log": role != CustomerRole.USER}


@require_http_methods(["GET", "HEAD", "POST"])
@customer_page(CustomerRole.GLOBAL_ADMIN)
def end_partner_rights(request: CustomerRequest, public_id: UUID, grant_id: UUID) -> HttpResponse:
    """What ends, what stays, and *End rights* behind a confirmation of the person (K32)."""
    held = DelegatedAdminGrant.objects.select_related("partner", "customer").filter(
        customer=request.membership.customer, partner__public_id=public_id
    )
    grant = get_object_or_404(held, public_id=grant_id)
    if grant.status != DelegatedAdminGrant.Status.ACTIVE:
        return redirect("partner_rights", public_id=public_id)
    form = EndRightsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not did_recently_reauthenticate(request):
            return ask_to_confirm(request)
        return end_now(request, grant, form.cleaned_data["reason"])
    context = {"grant": grant, "others": listed(names_that_stay(grant))}
    return render_form_page(request, "customers/customer/end_partner_rights.html", context, form)


def end_now(request: CustomerRequest, grant: DelegatedAdminGrant, reason: str) -> HttpResponse:
    """End them; where a colleague or the partner was faster, the partner's page says so."""
    partner = grant.partner
    try:
        end_rights(grant=grant, side=DelegatedAdminGrant.EndedSide.CUSTOMER, reason=reason, by=cast(User, request.user))
    except ValidationError as refusal:
        messages.info(request, " ".join(refusal.messages))
    else:
        messages.success(request, say_ended(grant))
    return redirect("partner_rights", public_id=partner.public_id)


def say_ended(grant: DelegatedAdminGrant) -> str:
    """What the end changed, and what it left: other rights of the partner let its staff in as before (K32)."""
    facts = {"partner": grant.partner.legal_name, "others": listed(names_that_stay(grant))}
    if facts["others"]:
        return _("You ended these rights of %(partner)s. Its other rights stay: %(others)s.") % facts
    return (
        _(
            "You ended the rights of %(partner)s. Its staff no longer have access. The relationship and your "
            "subscriptions stay. %(partner)s still has to support what it sold to you."
        )
        % facts
    )
