"""A partner ends a relationship with a customer, or answers the customer who asks for its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from customers.relationships.actions import answer_asked_end, leave_customer
from customers.relationships.ends import Outlook, outlook_of
from customers.relationships.forms.ending import AnswerAskedEndForm, EndRelationshipForm
from customers.relationships.models import ResellerRelationship
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.sentences import one_stop
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.guards import PartnerRequest, partner_page


def own_relationships(request: PartnerRequest, public_id: UUID) -> QuerySet[ResellerRelationship]:
    """The partner's own with one customer."""
    own = ResellerRelationship.objects.filter(partner=request.membership.partner, customer__public_id=public_id)
    return own.select_related("partner", "provider", "customer__cloud")


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.END_RELATIONSHIP)
def end_relationship(request: PartnerRequest, public_id: UUID, relationship_id: UUID) -> HttpResponse:
    """The blockers by name, or what ends and what stays; then the end, by one press (R-80, K40)."""
    relationship = get_object_or_404(own_relationships(request, public_id), public_id=relationship_id)
    if relationship.status != ResellerRelationship.Status.ACTIVE:
        return redirect("customer", public_id=public_id)
    form = EndRelationshipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leave_customer(relationship=relationship, reason=form.cleaned_data["reason"], by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, say_ended(relationship))
            return redirect("customer", public_id=public_id)
    context = describe(request, outlook_of(relationship))
    return render_form_page(request, "customers/partner/end_relationship.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.END_RELATIONSHIP)
def asked_end(request: PartnerRequest, public_id: UUID, relationship_id: UUID) -> HttpResponse:
    """What the customer asks for, the way to end it, and the answer of a partner that wants to go on (K41)."""
    relationship = get_object_or_404(own_relationships(request, public_id), public_id=relationship_id)
    outlook = outlook_of(relationship)
    if outlook.asked is None:
        return redirect("customer", public_id=public_id)
    form = AnswerAskedEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_asked_end(asked=outlook.asked, answer=form.cleaned_data["answer"], by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The customer reads your answer. Nothing ends by itself any more."))
            return redirect("asked_end", public_id=public_id, relationship_id=relationship_id)
    return render_form_page(request, "customers/partner/asked_end.html", describe(request, outlook), form)


def describe(request: PartnerRequest, outlook: Outlook) -> dict[str, Any]:
    """What both pages show."""
    relationship = outlook.relationship
    may_clear = outlook.may_clear and allowed(request.membership.roles, Capability.ORDER) is Allowed.YES
    return {
        "outlook": outlook,
        "relationship": relationship,
        "customer": relationship.customer,
        "may_clear": may_clear,  # suspend and cancel what stands in the way (decisions §9)
    }


def say_ended(relationship: ResellerRelationship) -> str:
    """What the next page says."""
    said = _("You ended the relationship with %(customer)s. What you did together stays readable here.")
    return one_stop(said % {"customer": relationship.customer.name})
