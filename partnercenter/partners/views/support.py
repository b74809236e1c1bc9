"""How customers reach the partner's support: a page for its global admins (decisions §9)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partnercenter.pages.forms import render_form_page
from partnercenter.partners.access import Capability
from partnercenter.partners.actions import describe_support
from partnercenter.partners.forms.support import SupportForm, reach_of
from partnercenter.partners.guards import PartnerRequest, partner_page


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def support_details(request: PartnerRequest) -> HttpResponse:
    """Telephone, e-mail and web address, which every customer reads beside the partner's name."""
    partner = request.membership.partner
    form = SupportForm(request.POST or None, initial=reach_of(partner))
    if form.is_valid():
        try:
            describe_support(partner=partner, reach=form.reach(), by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Your customers read these details from now on."))
            return redirect("support_details")
    return render_form_page(request, "partners/support_details.html", {"partner": partner}, form)
