"""*E-mails*: as whom the partner's mails come, and the words that they begin with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnercenter.outbox.renderers import Letter
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.frames import framed
from partnercenter.pages.refusals import attempt
from partnercenter.partners import actions
from partnercenter.partners.access import Capability
from partnercenter.partners.forms.wording import MailTemplateForm, SenderForm
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.kinds import has_resellers
from partnercenter.partners.letters import Words, form_of
from partnercenter.partners.models import LetterKind, MailTemplate, Partner
from partnercenter.partners.own_letters import templates_of

ONLY_PROVIDERS = (LetterKind.PARTNERSHIP, LetterKind.PARTNERSHIP_REMINDER)
PAGES = ["GET", "HEAD", "POST"]


@dataclass
class Wording:
    """A kind of mail in one language: its templates, the standard one first."""

    kind: LetterKind
    language: str
    language_name: str
    templates: list[MailTemplate] = field(default_factory=list)

    @property
    def is_own(self) -> bool:
        """Whether mails begin with the portal's own letter."""
        return not any(template.is_standard for template in self.templates)


@require_http_methods(PAGES)
@partner_page(Capability.SETTINGS)
def mail_wording(request: PartnerRequest) -> HttpResponse:
    """Sender and reminders as a form; below it every kind of mail in every language with what it begins with."""
    partner = request.membership.partner
    known = {name: getattr(partner, name) for name in ("mail_name", "reply_to", "reminds")}
    form = SenderForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            actions.change_sender(**form.cleaned_data, by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The sender of your e-mails is kept."))
            return redirect("mail_wording")
    return render_form_page(request, "partners/mail_wording.html", {"wordings": list(wordings_of(partner))}, form)


def wordings_of(partner: Partner) -> Iterator[Wording]:
    """What the partner can word, in the order of the table; one query."""
    own = list(templates_of(partner))
    for kind in kinds_of(partner):
        for code, name in settings.LANGUAGES:
            yield Wording(kind, code, str(name), [each for each in own if (each.kind, each.language) == (kind, code)])


def kinds_of(partner: Partner) -> list[LetterKind]:
    """The mails that such a partner sends."""
    return [kind for kind in LetterKind if kind not in ONLY_PROVIDERS or has_resellers(partner)]


@require_http_methods(PAGES)
@partner_page(Capability.SETTINGS)
def create_mail_template(request: PartnerRequest, kind: str, language: str) -> HttpResponse:
    """A new template of a kind and language, which begins with the portal's own letter."""
    letter, partner = known_letter(request, kind, language), request.membership.partner
    own = form_of(letter).own_words(language)
    template = MailTemplate(partner=partner, kind=letter, language=language, subject=own.subject, body=own.body)
    is_first = not templates_of(partner).filter(kind=letter, language=language, is_standard=True).exists()
    template.is_standard = is_first
    return template_page(request, template)


@require_http_methods(PAGES)
@partner_page(Capability.SETTINGS)
def change_mail_template(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Other words under the same name; mails that were written with it stay as they are."""
    return template_page(request, find_template(request, public_id))


def template_page(request: PartnerRequest, template: MailTemplate) -> HttpResponse:
    """The form, with the places that this kind has beside it."""
    initial = {name: getattr(template, name) for name in ("name", "subject", "body", "is_standard")}
    form = MailTemplateForm(request.POST or None, initial=initial, language=template.language)
    if form.is_valid() and kept(request, template, form):
        messages.success(request, _("The template %(name)s is kept.") % {"name": template.name})
        if request.POST.get("then") == "preview":
            return redirect(f"{preview_address(template)}?template={template.public_id}")
        return redirect("mail_wording")
    context = {"template": template, "places": form_of(template.kind).places, "is_new": template.pk is None}
    return render_form_page(request, "partners/mail_template.html", context, form)


def kept(request: PartnerRequest, template: MailTemplate, form: MailTemplateForm) -> bool:
    """Whether the template was saved; the refusals stand on the form."""
    given = {"name": form.cleaned_data["name"], "is_standard": form.cleaned_data["is_standard"]}
    try:
        actions.save_mail_template(template=template, words=form.words, **given, by=request.membership)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


@require_POST
@partner_page(Capability.SETTINGS)
def delete_mail_template(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Back to the portal's own letter, or to what else is there."""
    template = find_template(request, public_id)
    name = template.name
    if attempt(request, lambda: actions.delete_mail_template(template=template, by=request.membership)):
        messages.success(request, _("The template %(name)s is deleted.") % {"name": name})
    return redirect("mail_wording")


@require_safe
@partner_page(Capability.SETTINGS)
def preview_mail(request: PartnerRequest, kind: str, language: str) -> HttpResponse:
    """The mail with sample names, written by the code that sends: subject, and HTML in a frame or text."""
    letter, template = known_letter(request, kind, language), chosen_template(request)
    part = "text" if request.GET.get("part") == "text" else "html"
    context: dict[str, Any] = {
        "kind": letter,
        "language": language,
        "languages": settings.LANGUAGES,
        "template": template,
        "part": part,
        "letter": sample(request, letter, language, template),
    }
    return render(request, "partners/preview_mail.html", context)


@require_safe
@partner_page(Capability.SETTINGS)
def preview_mail_html(request: PartnerRequest, kind: str, language: str) -> HttpResponse:
    """The HTML part alone, for the frame."""
    return framed(sample(request, known_letter(request, kind, language), language, chosen_template(request)).html)


def sample(request: PartnerRequest, kind: LetterKind, language: str, template: MailTemplate | None) -> Letter:
    """The letter with the template's words if it is of this kind and language, else as such a mail begins now."""
    form = form_of(kind)
    if template is None or (template.kind, template.language) != (kind, language):
        standard = templates_of(request.membership.partner).filter(kind=kind, language=language, is_standard=True)
        template = standard.first()
    words = Words(template.subject, template.body) if template else form.own_words(language)
    return form.sample(request.membership, language, words)


def preview_address(template: MailTemplate) -> str:
    """The page of a template's preview."""
    return reverse("preview_mail", kwargs={"kind": template.kind, "language": template.language})


def known_letter(request: PartnerRequest, kind: str, language: str) -> LetterKind:
    """The kind, if the partner sends such mails and there is such a language; 404 otherwise."""
    if kind not in kinds_of(request.membership.partner) or language not in dict(settings.LANGUAGES):
        raise Http404
    return LetterKind(kind)


def chosen_template(request: PartnerRequest) -> MailTemplate | None:
    """The partner's own template that the address names; None for none, 404 for a stranger's."""
    named = request.GET.get("template", "")
    if not named:
        return None
    try:
        return find_template(request, UUID(named))
    except ValueError:
        raise Http404 from None


def find_template(request: PartnerRequest, public_id: UUID) -> MailTemplate:
    """A template of the person's own partner."""
    return get_object_or_404(templates_of(request.membership.partner), public_id=public_id)
