"""The provider's side of a partnership request: the form, its own page, resend, new link, withdraw."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from partnercenter.canonical.emails import email_key
from partnercenter.links.shown import keep_shown
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.keyset import paginate
from partnercenter.pages.refusals import attempt
from partnercenter.partners import actions
from partnercenter.partners.access import Capability
from partnercenter.partners.forms.requests import PartnershipRecipientForm, PartnershipRequestForm
from partnercenter.partners.guards import PartnerRequest
from partnercenter.partners.models import PartnershipRequest
from partnercenter.partners.partnership_queries import live_link, open_to, requests_of
from partnercenter.partners.views.finding import (
    find_controllable,
    find_request,
    provider_page,
    shown_address,
)
from partnercenter.partners.views.partnerships import why_not_now
from partnercenter.partners.wording import describe_request

NEWEST_FIRST = ("-id",)


@require_safe
@provider_page(Capability.SEE_CUSTOMERS)
def partnership_requests(request: PartnerRequest) -> HttpResponse:
    """Every partnership request of the provider, the newest first."""
    rows = requests_of(request.membership.partner)
    page = paginate(rows, order=NEWEST_FIRST, cursor=request.GET.get("cursor", ""))
    return render(request, "partners/partnership_requests.html", {"page": page})


@provider_page(Capability.REQUEST_PARTNERSHIP)
def request_partnership(request: PartnerRequest) -> HttpResponse:
    """Page 1: to whom, if to anybody in particular. Its POST makes the request with its link."""
    initial = {"language": request.LANGUAGE_CODE[:2], "reminds": request.membership.partner.reminds}
    form = PartnershipRequestForm(request.POST or None, initial=initial)
    twin = None
    if request.method == "POST" and form.is_valid():
        twin = open_twin(request, form)
        made = None if twin else make_request(request, form)
        if made:
            return redirect("review_partnership", public_id=made.public_id)
    context = {"closed": why_not_now(request), "twin": twin}
    return render_form_page(request, "partners/request_partnership.html", context, form)


def open_twin(request: PartnerRequest, form: PartnershipRequestForm) -> PartnershipRequest | None:
    """An open request to the same address, unless a second one was asked for knowingly (K38)."""
    email = form.cleaned_data["recipient_email"]
    if not email or form.cleaned_data["second"]:
        return None
    twin = open_to(request.membership.partner, email_key(email))
    # The same form, sent twice, gets its own request again.
    return None if twin and twin.request_key == form.cleaned_data["request_key"] else twin


def make_request(request: PartnerRequest, form: PartnershipRequestForm) -> PartnershipRequest | None:
    """The request with its link; None with the refusals on the form."""
    key, by = form.cleaned_data["request_key"], request.membership
    try:
        made = actions.ask_for_partnership(terms=form.terms(), request_key=key, by=by)
    except ValidationError as refusal:
        by_field = getattr(refusal, "error_dict", {None: [refusal]})
        for name, errors in by_field.items():
            form.add_error(name if name in form.fields else None, errors)
        return None
    keep_shown(request, made.public_id, 1)
    return made


@require_safe
@provider_page(Capability.SEE_CUSTOMERS)
def partnership_request(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Whose turn it is, what happened, the mails, the facts, and the link for those who may hand it over."""
    asked = find_request(request, public_id)
    context: dict[str, Any] = describe_request(asked, request.membership)
    more = {"address": shown_address(request, asked), "why_not_request": why_not_now(request)}
    return render(request, "partners/partnership_request.html", context | more)


@require_POST
@provider_page(Capability.CONTROL_REQUESTS)
def show_partnership_link(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Show the link to this session; the look is in the log."""
    asked = find_request(request, public_id)
    if attempt(request, lambda: actions.reveal_link(request=asked, by=request.membership)):
        link = live_link(asked)
        keep_shown(request, asked.public_id, link.generation if link else 0)
    back = "review_partnership" if request.POST.get("back") == "review" else "partnership_request"
    return redirect(back, public_id=public_id)


@require_POST
@provider_page(Capability.CONTROL_REQUESTS)
def resend_partnership(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The same link, in another mail."""
    asked = find_request(request, public_id)
    action = actions.send if asked.status == PartnershipRequest.Status.READY else actions.resend
    if attempt(request, lambda: action(request=asked, by=request.membership)):
        words = _("The e-mail to %(address)s is on its way.")
        messages.success(request, words % {"address": asked.recipient_email})
    return redirect("partnership_request", public_id=public_id)


@require_POST
@provider_page(Capability.CONTROL_REQUESTS)
def renew_partnership(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """An expired request again, with the same terms: one click, which leads to the successor."""
    asked, made = find_request(request, public_id), list[PartnershipRequest]()
    if not attempt(request, lambda: made.append(actions.renew(request=asked, by=request.membership))):
        return redirect("partnership_request", public_id=public_id)
    keep_shown(request, made[0].public_id, 1)
    words = _("This is the new request, with the same terms. Its number is %(number)s.")
    messages.success(request, words % {"number": made[0].number})
    return redirect("partnership_request", public_id=made[0].public_id)


@require_POST
@provider_page(Capability.CONTROL_REQUESTS)
def switch_partnership_reminders(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Reminders of this request, on or off."""
    asked, on = find_request(request, public_id), request.POST.get("reminders") == "on"
    if attempt(request, lambda: actions.switch_reminders(request=asked, on=on, by=request.membership)):
        said = _("The recipient will be reminded.") if on else _("The recipient will not be reminded.")
        messages.success(request, said)
    return redirect("partnership_request", public_id=public_id)


@provider_page(Capability.CONTROL_REQUESTS)
def new_partnership_link(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Says what a new link does, and makes it on POST, with or without a mail."""
    asked = find_controllable(request, public_id)
    if request.method != "POST":
        return render(request, "partners/new_partnership_link.html", {"asked": asked})
    with_mail, by = request.POST.get("then") == "mail", request.membership
    if attempt(request, lambda: actions.new_link(request=asked, with_mail=with_mail, by=by)):
        link = live_link(asked)
        keep_shown(request, asked.public_id, link.generation if link else 0)
        messages.success(request, _("There is a new link. The old one has stopped working."))
    return redirect("partnership_request", public_id=public_id)


@provider_page(Capability.CONTROL_REQUESTS)
def correct_partnership_recipient(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Corrects the address and mails a new link there (K37)."""
    asked = find_controllable(request, public_id)
    known = {"recipient_email": asked.recipient_email, "recipient_name": asked.recipient_name}
    form = PartnershipRecipientForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        email, name = form.cleaned_data["recipient_email"], form.cleaned_data["recipient_name"]
        try:
            actions.change_recipient(request=asked, email=email, name=name, by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The e-mail to %(address)s is on its way.") % {"address": email})
            return redirect("partnership_request", public_id=public_id)
    return render_form_page(request, "partners/correct_partnership_recipient.html", {"asked": asked}, form)


@provider_page(Capability.CONTROL_REQUESTS)
def cancel_partnership_request(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Says what withdrawing does, and does it on POST."""
    asked = find_controllable(request, public_id)
    if request.method != "POST":
        return render(request, "partners/cancel_partnership_request.html", {"asked": asked})
    if attempt(request, lambda: actions.cancel_request(request=asked, by=request.membership)):
        messages.success(request, _("The request is withdrawn. Its link no longer works."))
    return redirect("partnership_request", public_id=public_id)
