"""A request's own page, and what can be done there: resend, new link, correct the address, withdraw, release."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from invitations import actions
from invitations.access import why_not_control, why_not_readdress
from invitations.addresses import live_link
from invitations.drafts.handing import whole_text
from invitations.forms.recipient import RecipientForm
from invitations.models import Invitation
from invitations.views.finding import find_own, find_visible, keep_shown, shown_address
from invitations.wording.detail import describe_request
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.refusals import attempt
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page


@require_safe
@partner_page(Capability.SEE_CUSTOMERS)
def request_detail(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Whose turn it is, what happened, the mails, the facts, and the link for those who may hand it over."""
    invitation = find_visible(request, public_id)
    context = describe_request(invitation, request.membership, request.GET.get("cursor", ""))
    address = shown_address(request, invitation)
    context |= {"address": address, "whole": whole_text(invitation, address) if address else ""}
    return render(request, "invitations/partner/request.html", context)


@require_POST
@partner_page(Capability.CONTROL_REQUESTS)
def show_link(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Show the link to this session; the look is in the log."""
    invitation = find_visible(request, public_id)
    back = "review" if request.POST.get("back") == "review" else "request"
    if attempt(request, lambda: actions.reveal_link(invitation=invitation, by=request.membership)):
        link = live_link(invitation)
        keep_shown(request, invitation, link.generation if link else 0)
    return redirect(back, public_id=public_id)


@require_POST
@partner_page(Capability.CONTROL_REQUESTS)
def resend(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The same link, in another mail."""
    invitation = find_own(request, public_id)
    first = invitation.status == Invitation.Status.READY
    action = actions.send if first else actions.resend
    if attempt(request, lambda: action(invitation=invitation, by=request.membership)):
        words = _("The e-mail to %(address)s is on its way.")
        messages.success(request, words % {"address": invitation.recipient_email})
    return redirect("request", public_id=public_id)


@require_POST
@partner_page(Capability.CONTROL_REQUESTS)
def renew(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """An expired request again, with the same terms: one click, which leads to the successor."""
    invitation, made = find_own(request, public_id), list[Invitation]()

    def ask_again() -> None:
        made.append(actions.renew(invitation=invitation, by=request.membership))

    if not attempt(request, ask_again):
        return redirect("request", public_id=public_id)
    words = _("This is the new request, with the same terms. Its number is %(number)s.")
    messages.success(request, words % {"number": made[0].number})
    return redirect("request", public_id=made[0].public_id)


@require_POST
@partner_page(Capability.CONTROL_REQUESTS)
def switch_reminders(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Reminders of this request, on or off."""
    invitation, on = find_own(request, public_id), request.POST.get("reminders") == "on"
    if attempt(request, lambda: actions.switch_reminders(invitation=invitation, on=on, by=request.membership)):
        said = _("The recipient will be reminded.") if on else _("The recipient will not be reminded.")
        messages.success(request, said)
    return redirect("request", public_id=public_id)


@partner_page(Capability.CONTROL_REQUESTS)
def new_link(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Says what a new link does, and makes it on POST, with or without a mail."""
    invitation = find_controllable(request, public_id)
    if request.method != "POST":
        return render(request, "invitations/partner/new_link.html", {"invitation": invitation})
    with_mail = request.POST.get("then") == "mail"
    made: list = []

    def replace() -> None:
        made.append(actions.new_link(invitation=invitation, with_mail=with_mail, by=request.membership))

    if attempt(request, replace):
        keep_shown(request, invitation, made[0].generation)
        messages.success(request, _("There is a new link. The old one has stopped working."))
    return redirect("request", public_id=public_id)


@partner_page(Capability.CONTROL_REQUESTS)
def correct_recipient(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Corrects the address and mails a new link there (K37)."""
    invitation = find_controllable(request, public_id)
    reason = why_not_readdress(request.membership, invitation)
    if reason:
        raise PermissionDenied(reason)
    known = {"recipient_email": invitation.recipient_email, "recipient_name": invitation.recipient_name}
    form = RecipientForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        email, name = form.cleaned_data["recipient_email"], form.cleaned_data["recipient_name"]
        try:
            actions.change_recipient(invitation=invitation, email=email, name=name, by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The e-mail to %(address)s is on its way.") % {"address": email})
            return redirect("request", public_id=public_id)
    context = {"invitation": invitation}
    return render_form_page(request, "invitations/partner/correct_recipient.html", context, form)


@partner_page(Capability.CONTROL_REQUESTS)
def cancel(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Says what withdrawing does, and does it on POST."""
    invitation = find_controllable(request, public_id)
    if request.method != "POST":
        return render(request, "invitations/partner/cancel.html", {"invitation": invitation})
    if attempt(request, lambda: actions.cancel(invitation=invitation, by=request.membership)):
        messages.success(request, _("The request is withdrawn. Its link no longer works."))
    return redirect("request", public_id=public_id)


@require_POST
@partner_page(Capability.REQUEST_WITHOUT_RIGHTS)
def release(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """An admin agent turns a draft into a living link, and goes on to the e-mail."""
    invitation = find_own(request, public_id)
    if not attempt(request, lambda: actions.release(invitation=invitation, by=request.membership)):
        return redirect("request", public_id=public_id)
    keep_shown(request, invitation, 1)
    messages.success(request, _("The draft is released. Its link works from now on."))
    return redirect("review", public_id=public_id)


def find_controllable(request: PartnerRequest, public_id: UUID) -> Invitation:
    """The partner's own request, if this colleague may change it; PermissionDenied with the reason."""
    invitation = find_own(request, public_id)
    reason = why_not_control(request.membership, invitation)
    if reason:
        raise PermissionDenied(reason)
    return invitation
