"""The e-mails of a file of requests before they go out: of the first good row in each language."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from invitations.actions.batch_preview import first_by_language
from invitations.mails.samples import letter_now
from invitations.models import Invitation, InvitationBatch
from invitations.views.batches import ASK, find_batch
from partnercenter.pages.frames import framed
from partnercenter.partners.guards import PartnerRequest, partner_page

Status = InvitationBatch.Status
BEFORE = (Status.CHECKED, Status.PROPOSED, Status.CONFIRMED)


@require_safe
@partner_page(ASK)
def preview_batch(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The mail of a row exactly as it would be sent, but for its link and number."""
    batch, found = find_previews(request, public_id)
    part = "text" if request.GET.get("part") == "text" else "html"
    context = {"batch": batch, "part": part, "languages": [each for each in settings.LANGUAGES if each[0] in found]}
    if asked := chosen(request, batch, found):
        context |= {"asked": asked, "letter": letter_now(asked), "language": asked.language}
        context |= {"query": f"language={asked.language}&"}
    return render(request, "invitations/partner/preview_batch.html", context)


@require_safe
@partner_page(ASK)
def preview_batch_html(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The HTML part alone, for the frame; 404 where no row is good any more."""
    if asked := chosen(request, *find_previews(request, public_id)):
        return framed(letter_now(asked).html)
    raise Http404


def find_previews(request: PartnerRequest, public_id: UUID) -> tuple[InvitationBatch, dict[str, Invitation]]:
    """A file whose terms are chosen and that has not ended, with the requests to look at; 404 for any other."""
    batch = find_batch(request, public_id)
    if batch.status not in BEFORE:
        raise Http404
    return batch, first_by_language(batch)


def chosen(request: PartnerRequest, batch: InvitationBatch, found: dict[str, Invitation]) -> Invitation | None:
    """The one in the language that the address names, else in the file's own, else any."""
    wanted = request.GET.get("language", "")
    return found.get(wanted) or found.get(batch.language) or next(iter(found.values()), None)
