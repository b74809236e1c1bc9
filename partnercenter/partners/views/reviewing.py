"""Page 2 of a partnership request: the draft e-mail, and the ways to hand it over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from partnercenter.canonical.emails import domain_of, domain_warning
from partnercenter.links.shown import keep_shown
from partnercenter.outbox.handing import eml_draft, mail_to, whole_text
from partnercenter.pages.forms import render_form_page
from partnercenter.partners import actions
from partnercenter.partners.access import Capability
from partnercenter.partners.drafts.text import draft_of, fixed_box, reply_address, sender_name
from partnercenter.partners.forms.requests import WordsForm
from partnercenter.partners.guards import PartnerRequest
from partnercenter.partners.models import PartnershipRequest
from partnercenter.partners.partnership_queries import live_link
from partnercenter.partners.senders import name_of
from partnercenter.partners.views.finding import find_controllable, provider_page, shown_address


@provider_page(Capability.REQUEST_PARTNERSHIP)
def review_partnership(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Subject and body to edit, the fixed parts to read; every button stores the words first."""
    asked = find_controllable(request, public_id)
    if not asked.is_open:
        return redirect("partnership_request", public_id=public_id)
    words = {"subject": asked.subject, "body": asked.body}
    form = WordsForm(request.POST or None, initial=words, language=asked.language)
    if request.method == "POST" and form.is_valid():
        answer = store_and_go_on(request, asked, form)
        if answer:
            return answer
    return render_form_page(request, "partners/review_partnership.html", review_context(request, asked), form)


def store_and_go_on(request: PartnerRequest, asked: PartnershipRequest, form: WordsForm) -> HttpResponse | None:
    """Store the words, then do what the button says; None with the refusal on the form."""
    try:
        stored = actions.edit_text(request=asked, **form.cleaned_data, by=request.membership)
        return WAYS.get(request.POST.get("then", ""), stay)(request, stored)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def stay(request: PartnerRequest, asked: PartnershipRequest) -> HttpResponse:
    """*Save*: the page again, with copy field and mail app following the stored words."""
    messages.success(request, _("Your words are saved."))
    return redirect("review_partnership", public_id=asked.public_id)


def send_from_portal(request: PartnerRequest, asked: PartnershipRequest) -> HttpResponse:
    """*Send from the portal*."""
    actions.send(request=asked, by=request.membership)
    messages.success(request, _("The e-mail to %(address)s is on its way.") % {"address": asked.recipient_email})
    return redirect("partnership_request", public_id=asked.public_id)


def show_copy(request: PartnerRequest, asked: PartnershipRequest) -> HttpResponse:
    """*Copy*: the page at the field that holds text and link."""
    link_to_show(request, asked)
    return redirect(reverse("review_partnership", kwargs={"public_id": asked.public_id}) + "#whole")


def download(request: PartnerRequest, asked: PartnershipRequest) -> HttpResponse:
    """*Download draft*: an unsent mail as a file."""
    draft = draft_of(asked, link_to_show(request, asked))
    answer = HttpResponse(eml_draft(draft), content_type="message/rfc822")
    answer["Content-Disposition"] = f'attachment; filename="{asked.number}.eml"'
    return answer


def leave(request: PartnerRequest, asked: PartnershipRequest) -> HttpResponse:
    """*Done*: to the request; the link stays there."""
    return redirect("partnership_request", public_id=asked.public_id)


WAYS = {"send": send_from_portal, "copy": show_copy, "download": download, "done": leave, "save": stay}


def link_to_show(request: PartnerRequest, asked: PartnershipRequest) -> str:
    """The link, shown to this session already or from now on; a first look is written to the log."""
    address = shown_address(request, asked)
    if address:
        return address
    address = actions.reveal_link(request=asked, by=request.membership)
    link = live_link(asked)
    keep_shown(request, asked.public_id, link.generation if link else 0)
    return address


def review_context(request: PartnerRequest, asked: PartnershipRequest) -> dict[str, Any]:
    """What the page shows beside the form."""
    address = shown_address(request, asked)
    draft = draft_of(asked, address) if address else None
    return {
        "asked": asked,
        "address": address,
        "whole": whole_text(draft) if draft else "",
        "mail_to": mail_to(draft) if draft else None,
        "box": fixed_box(asked),
        "sender": sender_name(asked),
        "sender_name": name_of(asked.provider),
        "reply_to": reply_address(asked),
        "warning": domain_warning(domain_of(asked.recipient_email)) if asked.recipient_email else "",
    }
