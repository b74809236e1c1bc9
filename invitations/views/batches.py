"""Many requests at once: a file, what its columns mean, what is asked, a verdict on each row, and then the sending."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from invitations.access import why_not_batch, why_not_release_batch
from invitations.actions import batch_sending, batching
from invitations.batching import batches_of, outcomes_of, problems_of, words_of
from invitations.forms.batch import BatchFileForm, BatchTermsForm, ColumnsForm, chosen_before
from invitations.forms.steps import step_of, take
from invitations.models import Invitation, InvitationBatch, InvitationBatchRow
from invitations.queries.sending import newest_mails
from invitations.rules.batch import COLUMNS, REASON, are_all_known, cells_by_column
from invitations.views.requesting import show_refusal
from invitations.wording.batches import day_words, say_problems
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.keyset import paginate
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.partners.letters import form_of
from partnercenter.partners.models import LetterKind
from partnercenter.partners.request_rules import why_not_request
from partnercenter.sheets.reading import in_every_language
from partnercenter.sheets.writing import kind_of, sheet_file

Status = InvitationBatch.Status
ASK, SEE = Capability.REQUEST_WITHOUT_RIGHTS, Capability.SEE_CUSTOMERS
PAGES = ["GET", "HEAD", "POST"]
SIZE, STEPS_AT_ONCE = 50, 1
PROBLEMS_FIRST, NEWEST_FIRST = ("-problem", "line", "id"), ("-id",)


@require_safe
@partner_page(SEE)
def request_batches(request: PartnerRequest) -> HttpResponse:
    """The files of the company, and the person's own that are not sent yet; the newest first."""
    page = paginate(batches_of(request.membership), order=NEWEST_FIRST, cursor=request.GET.get("cursor", ""))
    context = {"page": page, "why_not_request": why_not_request(request.membership)}
    return render(request, "invitations/partner/request_batches.html", context)


@require_http_methods(PAGES)
@partner_page(ASK)
def new_batch(request: PartnerRequest) -> HttpResponse:
    """The form for a file, and what it has to hold."""
    form = BatchFileForm(request.POST, request.FILES) if request.method == "POST" else BatchFileForm()
    if form.is_valid():
        try:
            batch = batching.upload(sheet=form.cleaned_data["file"], by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            is_clear = are_all_known(batch.titles, batch.columns, in_every_language({"": REASON})[""])
            return redirect("batch_terms" if is_clear else "batch_columns", public_id=batch.public_id)
    context = {"closed": why_not_request(request.membership)}
    return render_form_page(request, "invitations/partner/new_batch.html", context, form)


@require_safe
@partner_page(ASK)
def batch_template(request: PartnerRequest) -> HttpResponseBase:
    """An empty file with the titles, of the kind that the address names."""
    return sheet_file(kind_of(request.GET.get("kind", "csv")), "requests", COLUMNS.values(), [])


def find_batch(request: PartnerRequest, public_id: UUID) -> InvitationBatch:
    """A file that the person may see; 404 for any other."""
    return get_object_or_404(batches_of(request.membership), public_id=public_id)


def find_own(request: PartnerRequest, public_id: UUID) -> InvitationBatch:
    """The person's own file, while it can still be changed; 404 for any other."""
    own = batches_of(request.membership).filter(uploaded_by=request.membership, status__in=InvitationBatch.OWN)
    return get_object_or_404(own, public_id=public_id)


@require_http_methods(PAGES)
@partner_page(ASK)
def batch_columns(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Which column holds what, where the titles do not say so by themselves."""
    batch = find_own(request, public_id)
    form = ColumnsForm(request.POST or None, batch=batch)
    if request.method == "POST" and form.is_valid():
        try:
            batching.name_columns(batch=batch, columns=form.columns(), by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("batch_terms", public_id=public_id)
    first = [row.cells for row in batch.rows.order_by("line")[:3]]
    samples = [(title, [cells[place] for cells in first if cells[place]]) for place, title in enumerate(batch.titles)]
    context = {"batch": batch, "samples": samples}
    return render_form_page(request, "invitations/partner/batch_columns.html", context, form)


@require_http_methods(PAGES)
@partner_page(ASK)
def batch_terms(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """What is asked of everybody in the file: rights, language, life, words."""
    batch = find_own(request, public_id)
    initial = {"language": request.LANGUAGE_CODE[:2]} | chosen_before(batch)
    form, said = BatchTermsForm(request.POST or None, membership=request.membership, initial=initial), None
    if request.method == "POST" and (step := step_of(request.POST)):
        changed, said = take(step, form)
        form = changed  # type: ignore[assignment]
    elif request.method == "POST" and form.is_valid() and choose(request, batch, form):
        return redirect("batch", public_id=public_id)
    context: dict[str, Any] = {"batch": batch, "said": said, "rights": Invitation.Rights}
    context |= {"places": form_of(LetterKind.RELATIONSHIP).places}  # those of the other kinds are the same
    context |= {"may_keep_templates": allowed(request.membership.roles, Capability.SETTINGS) is Allowed.YES}
    return render_form_page(request, "invitations/partner/batch_terms.html", context, form)


def choose(request: PartnerRequest, batch: InvitationBatch, form: BatchTermsForm) -> bool:
    """Judge the rows by what was chosen; False with the refusals on the form."""
    words = {name: form.cleaned_data[name] for name in ("subject", "body", "asks_again")}
    try:
        batching.choose_terms(batch=batch, terms=form.terms(), **words, by=request.membership)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return False
    return True


@require_safe
@partner_page(SEE)
def batch(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The verdicts before, the progress meanwhile, the results afterwards; rows with a problem first."""
    found = find_batch(request, public_id)
    if found.status == Status.UPLOADED:
        return redirect("batch_terms" if "recipient_email" in found.columns else "batch_columns", public_id=public_id)
    return render(request, "invitations/partner/batch.html", page_of(request, found))


def page_of(request: PartnerRequest, found: InvitationBatch) -> dict[str, Any]:
    """The counts, and the rows: all, or those with one problem."""
    problem = request.GET.get("problem", "")
    problems = problems_of(found)
    rows = found.rows.select_related("invitation")
    rows = rows.filter(problem=problem) if problem in dict(problems) else rows
    page = paginate(rows, order=PROBLEMS_FIRST, size=SIZE, cursor=request.GET.get("cursor", ""))
    by, outcomes = request.membership, outcomes_of(found)
    return {
        "batch": found,
        "page": page,
        "told": [(row, cells_by_column(row.cells, found.columns), words_of(row)) for row in page.rows],
        "mails": newest_mails([row.invitation for row in page.rows if row.invitation]),
        "problems": say_problems(problems),
        "problem": problem if problem in dict(problems) else "",
        "asked": outcomes.get("asked", 0),
        "not_asked": found.total - outcomes.get("asked", 0),
        "day": day_words(found),
        "why_not_stop": why_not_batch(by, found),
        "why_not_release": why_not_release_batch(by, found),
        "is_mine": found.uploaded_by_id == by.pk,
    }


@require_POST
@partner_page(ASK)
def confirm_batch(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Send the good rows: a short file at once, of a long one the beginning; the worker goes on."""
    found = find_batch(request, public_id)
    try:
        confirmed = batch_sending.confirm(batch=found, by=request.membership)
        for _number in range(STEPS_AT_ONCE):
            if not batch_sending.carry_on(confirmed):
                break
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("batch", public_id=public_id)


@require_POST
@partner_page(ASK)
def stop_batch(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Send no more of it."""
    found = find_batch(request, public_id)
    try:
        batch_sending.stop(batch=found, by=request.membership)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("batch", public_id=public_id)


@require_POST
@partner_page(ASK)
def discard_batch(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Throw the file away while nothing of it is sent."""
    if batching.discard(batch=find_own(request, public_id), by=request.membership):
        messages.success(request, _("The file is thrown away. Nothing of it was sent."))
    return redirect("request_batches")


@require_safe
@partner_page(ASK)
def batch_result(request: PartnerRequest, public_id: UUID, kind: str) -> HttpResponseBase:
    """Every row as it stood, with its result, the request's number and the reason; or those to correct."""
    found = find_batch(request, public_id)
    if request.GET.get("rows") == "unsent":
        return sheet_file(kind_of(kind), "requests-to-correct", [*COLUMNS.values(), REASON], unsent_rows(found))
    header = [_("Line"), *COLUMNS.values(), _("Result"), _("Request"), REASON]
    return sheet_file(kind_of(kind), "requests-result", header, result_rows(found))


def unsent_rows(found: InvitationBatch) -> Iterator[list[Any]]:
    """What was not sent, as the template has it, and why: corrected, it is the next file."""
    rows = InvitationBatchRow.objects.filter(batch=found).exclude(outcome="asked").order_by("line")
    for row in rows.iterator(chunk_size=500):
        yield [*cells_by_column(row.cells, found.columns).values(), words_of(row)]


def result_rows(found: InvitationBatch) -> Iterator[list[Any]]:
    rows = InvitationBatchRow.objects.filter(batch=found).select_related("invitation").order_by("line")
    for row in rows.iterator(chunk_size=500):
        number = row.invitation.number if row.invitation else ""
        cells = cells_by_column(row.cells, found.columns)
        yield [row.line, *cells.values(), row.get_outcome_display(), number, words_of(row)]
