"""The customer asks a partner to end a relationship, and sees what it can do at once itself (K41). On acceptance
hosts, for global administrators."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerRole
from customers.relationships import actions
from customers.relationships.asked import asked_by
from customers.relationships.ends import outlook_of
from customers.relationships.forms.ending import AskToEndForm
from customers.relationships.models import ResellerRelationship
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.refusals import attempt


@require_http_methods(["GET", "HEAD", "POST"])
@customer_page(CustomerRole.GLOBAL_ADMIN)
def ask_to_end(request: CustomerRequest, public_id: UUID, relationship_id: UUID) -> HttpResponse:
    """What happens and what the customer can do itself, then the question; once it is asked, where it stands."""
    relationship = find_relationship(request, public_id, relationship_id)
    if relationship.status != ResellerRelationship.Status.ACTIVE:
        return redirect("partner_rights", public_id=public_id)
    outlook = outlook_of(relationship)
    context = {"relationship": relationship, "outlook": outlook, "asked": outlook.asked}
    if outlook.asked:
        return render(request, "customers/customer/asked_end.html", context)
    form = AskToEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_end(relationship=relationship, reason=form.cleaned_data["reason"], by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            said = _("You asked %(partner)s to end the relationship. Nothing has changed yet.")
            messages.success(request, said % {"partner": relationship.partner.legal_name})
            return redirect("ask_to_end", public_id=public_id, relationship_id=relationship_id)
    return render_form_page(request, "customers/customer/ask_to_end.html", context, form)


@require_POST
@customer_page(CustomerRole.GLOBAL_ADMIN)
def withdraw_asked_end(request: CustomerRequest, public_id: UUID, relationship_id: UUID) -> HttpResponse:
    """Take the question back, wherever it stands."""
    relationship = find_relationship(request, public_id, relationship_id)
    asked = get_object_or_404(asked_by(request.membership.customer), relationship=relationship)
    if attempt(request, lambda: actions.withdraw_asked_end(asked=asked, by=request.membership)):
        messages.success(request, _("You withdrew it. The relationship goes on as it is."))
    return redirect("partner_rights", public_id=public_id)


def find_relationship(request: CustomerRequest, public_id: UUID, relationship_id: UUID) -> ResellerRelationship:
    """A relationship of the person's own organisation with this partner; a stranger's is not found."""
    own = ResellerRelationship.objects.filter(customer=request.membership.customer, partner__public_id=public_id)
    related = ("partner", "provider", "customer__cloud")
    return get_object_or_404(own.select_related(*related), public_id=relationship_id)
