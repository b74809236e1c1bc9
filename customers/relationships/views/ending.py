"""A partner ends a relationship with a customer: what stands in the way, what ends, what stays, and the end."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from customers.relationships.actions import leave_customer
from customers.relationships.ends import outlook_of
from customers.relationships.forms.ending import EndRelationshipForm
from customers.relationships.models import ResellerRelationship
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.models import PartnerMembership


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
    context = {
        "outlook": outlook_of(relationship),
        "relationship": relationship,
        "customer": relationship.customer,
        "may_order": may_order(request.membership),
    }
    return render_form_page(request, "customers/partner/end_relationship.html", context, form)


def may_order(membership: PartnerMembership) -> bool:
    """Whether the person may suspend and cancel what was sold (decisions §9)."""
    return allowed(membership.roles, Capability.ORDER) is Allowed.YES


def say_ended(relationship: ResellerRelationship) -> str:
    """What the next page says."""
    said = _("You ended the relationship with %(customer)s. What you did together stays readable here.")
    return said % {"customer": relationship.customer.name}
