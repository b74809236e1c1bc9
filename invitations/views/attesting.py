"""Attesting the agreement before a request is answered, in clouds that take no online acceptance (R-91)."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from customers.agreements.rules import say_no_attestation, why_no_attestation
from invitations.actions.attesting import attest_before_answer, capacities_asked, check_needed
from invitations.forms.attesting import AttestBeforeAnswerForm
from invitations.models import Invitation
from invitations.views.finding import find_own
from partnercenter.pages.forms import render_form_page
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.ATTEST_AGREEMENT)
def request_agreement(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The form, or why there is nothing to attest for this request."""
    invitation = find_own(request, public_id)
    reason = why_not(invitation, request)
    form = AttestBeforeAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attest_now(request, invitation, form):
        return redirect("request", public_id=public_id)
    context = {"invitation": invitation, "reason": reason}
    return render_form_page(request, "invitations/partner/request_agreement.html", context, form)


def why_not(invitation: Invitation, request: PartnerRequest) -> str:
    """Why the form is not shown, in words; empty where it is."""
    try:
        check_needed(invitation)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    capacities = capacities_asked(invitation, request.membership)
    reason = why_no_attestation(invitation.cloud, request.membership.roles, capacities)
    return say_no_attestation(reason, invitation.cloud) if reason else ""


def attest_now(request: PartnerRequest, invitation: Invitation, form: AttestBeforeAnswerForm) -> bool:
    """Whether it was attested; otherwise the form says why not."""
    given = form.cleaned_data
    try:
        attested = attest_before_answer(
            invitation=invitation,
            organisation=given["organisation"],
            named=form.named(),
            on=given["accepted_on"],
            by=request.membership,
        )
    except ValidationError as refusal:
        form.add_error(FIELDS.get(refusal.code or ""), refusal)
        return False
    said = _("You attested the agreement. Receipt %(number)s. Tell the customer to open the link again.")
    messages.success(request, said % {"number": attested.receipt})
    return True


FIELDS = {
    "in_the_future": "accepted_on",
    "before_publication": "accepted_on",
    "unknown_organisation": "organisation",
}
