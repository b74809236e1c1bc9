"""Page 2: the draft e-mail, and the four ways to hand it over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from invitations.access import may_release, why_not_control, why_not_readdress, why_not_release
from invitations.actions import edit_text, reveal_link, send
from invitations.addresses import live_link
from invitations.drafts.beginnings import beginnings_of
from invitations.drafts.box import fixed_box
from invitations.drafts.handing import eml_draft, mail_to, whole_text
from invitations.drafts.text import body_of, reply_address, sender_name, subject_of
from invitations.forms.words import WordsForm
from invitations.mails.samples import letter_now
from invitations.models import Invitation
from invitations.views.finding import find_own, keep_shown, shown_address
from partnercenter.canonical.domains import readable
from partnercenter.canonical.emails import domain_of, domain_warning
from partnercenter.outbox.suppressing import is_suppressed
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.frames import framed
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.senders import name_of


@partner_page(Capability.REQUEST_WITHOUT_RIGHTS)
def review(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Subject and body to edit, the fixed parts to read; every button stores the words first."""
    invitation = find_to_hand_over(request, public_id)
    if invitation.status in Invitation.TERMINAL:
        return redirect("request", public_id=public_id)
    words = {"subject": subject_of(invitation), "body": body_of(invitation)}
    if request.method == "POST" and request.POST.get("then") == "template":
        return use_template(request, invitation)
    form = WordsForm(request.POST or None, initial=words, language=invitation.language)
    if request.method == "POST" and form.is_valid():
        answer = store_and_go_on(request, invitation, form)
        if answer:
            return answer
    context = review_context(request, invitation)
    return render_form_page(request, "invitations/partner/review.html", context, form)


def store_and_go_on(request: PartnerRequest, invitation: Invitation, form: WordsForm) -> HttpResponse | None:
    """Store the words, then do what the button says; None with the refusal on the form."""
    try:
        stored = edit_text(invitation=invitation, **form.cleaned_data, by=request.membership)
        go_on = WAYS.get(request.POST.get("then", ""), stay)
        return go_on(request, stored)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def stay(request: PartnerRequest, invitation: Invitation) -> HttpResponse:
    """*Save*: the page again, with copy field and mail app following the stored words."""
    messages.success(request, _("Your words are saved."))
    return redirect("review", public_id=invitation.public_id)


def send_from_portal(request: PartnerRequest, invitation: Invitation) -> HttpResponse:
    """*Send from the portal*."""
    send(invitation=invitation, by=request.membership)
    messages.success(request, _("The e-mail to %(address)s is on its way.") % {"address": invitation.recipient_email})
    return redirect("request", public_id=invitation.public_id)


def show_copy(request: PartnerRequest, invitation: Invitation) -> HttpResponse:
    """*Copy*: the page at the field that holds text and link."""
    link_to_show(request, invitation)
    return redirect(reverse("review", kwargs={"public_id": invitation.public_id}) + "#whole")


def download(request: PartnerRequest, invitation: Invitation) -> HttpResponse:
    """*Download draft*: an unsent mail as a file."""
    address = link_to_show(request, invitation)
    answer = HttpResponse(eml_draft(invitation, address), content_type="message/rfc822")
    answer["Content-Disposition"] = f'attachment; filename="{invitation.number}.eml"'
    return answer


def leave(request: PartnerRequest, invitation: Invitation) -> HttpResponse:
    """*Done*: to the request; the link stays there."""
    return redirect("request", public_id=invitation.public_id)


def use_template(request: PartnerRequest, invitation: Invitation) -> HttpResponse:
    """*Use this text*: subject and body begin anew with the chosen template; what was typed is stored no more."""
    wanted = next((each for each in beginnings_of(invitation) if each.value == request.POST.get("template", "")), None)
    if wanted:
        edit_text(invitation=invitation, **vars(wanted.words), by=request.membership)
        messages.success(request, _("The text begins anew with “%(name)s”.") % {"name": wanted.name})
    return redirect("review", public_id=invitation.public_id)


def preview(request: PartnerRequest, invitation: Invitation) -> HttpResponse:
    """*Preview*: the mail as it would go out now."""
    return redirect("preview_request", public_id=invitation.public_id)


WAYS = {
    "send": send_from_portal,
    "copy": show_copy,
    "download": download,
    "done": leave,
    "save": stay,
    "preview": preview,
}


@require_safe
@partner_page(Capability.REQUEST_WITHOUT_RIGHTS)
def preview_request(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The mail exactly as it would be sent, but for the link: subject, and HTML in a frame or text."""
    invitation = find_to_hand_over(request, public_id)
    part = "text" if request.GET.get("part") == "text" else "html"
    context = {"invitation": invitation, "part": part, "letter": letter_now(invitation)}
    return render(request, "invitations/partner/preview_request.html", context)


@require_safe
@partner_page(Capability.REQUEST_WITHOUT_RIGHTS)
def preview_request_html(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The HTML part alone, for the frame."""
    return framed(letter_now(find_to_hand_over(request, public_id)).html)


def find_to_hand_over(request: PartnerRequest, public_id: UUID) -> Invitation:
    """The partner's own request, if this colleague may hand it over; PermissionDenied with the reason."""
    invitation = find_own(request, public_id)
    reason = why_not_control(request.membership, invitation)
    if reason:
        raise PermissionDenied(reason)
    return invitation


def link_to_show(request: PartnerRequest, invitation: Invitation) -> str:
    """The link, shown to this session already or from now on; a first look is written to the log."""
    address = shown_address(request, invitation)
    if address:
        return address
    address = reveal_link(invitation=invitation, by=request.membership)
    link = live_link(invitation)
    keep_shown(request, invitation, link.generation if link else 0)
    return address


def takes_no_mail(invitation: Invitation) -> bool:
    """Whether the portal would not send the mail, because none gets to the address."""
    return is_suppressed(invitation.recipient_key, cloud_code=invitation.cloud.code)


def address_warning(invitation: Invitation, *, is_closed: bool) -> str | None:
    """What gives pause about the recipient's address: its domain, or that e-mails do not get there."""
    if is_closed:
        return _(
            "E-mails cannot be delivered to this address; the portal will not send one. Correct the address, or hand "
            "the text over yourself."
        )
    return domain_warning(domain_of(invitation.recipient_email))


def review_context(request: PartnerRequest, invitation: Invitation) -> dict[str, Any]:
    """What the page shows beside the form."""
    address = shown_address(request, invitation)
    email = invitation.recipient_email
    is_closed = bool(email) and takes_no_mail(invitation)
    return {
        "invitation": invitation,
        "address": address,
        "whole": whole_text(invitation, address) if address else "",
        "mail_to": mail_to(invitation, address) if address else None,
        "box": fixed_box(invitation),
        "beginnings": beginnings_of(invitation),
        "sender": sender_name(invitation),
        "sender_name": name_of(invitation.partner),
        "reply_to": reply_address(invitation),
        "warning": address_warning(invitation, is_closed=is_closed) if email else "",
        "takes_no_mail": is_closed,
        "domain": readable(domain_of(email)) if email else "",
        "may_readdress": not why_not_readdress(request.membership, invitation),
        "may_release": may_release(request.membership, invitation),
        "why_not_release": why_not_release(request.membership, invitation),
    }
