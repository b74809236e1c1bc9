"""People by file: upload, what each row would do, and then what it did. Only who uploaded a file sees it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.grants.actions import NoRight
from customers.grants.needs import Need
from customers.grants.rights import Refusal, may_use
from customers.services.actions import importing as actions
from customers.services.forms.importing import ImportForm
from customers.services.importing import files_of, outcomes_of, words_of
from customers.services.models import UserImport, UserImportRow
from customers.services.rules.importing import COLUMNS
from customers.services.views.finding import find_pair
from customers.services.views.users import PAGES, SIZE, asking, say_refused
from partnercenter.pages.forms import render_form_page
from partnercenter.pages.keyset import paginate
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.sheets.writing import kind_of, sheet_file

BY_LINE, LATEST, STEPS_AT_ONCE = ("line", "id"), 10, 2
SHOWN = ("all", "refused")


@require_http_methods(PAGES)
@partner_page(Capability.CUSTOMER_USERS)
def import_users(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The form for a file, what it has to hold, and the files of before."""
    customer = find_pair(request, public_id).customer
    answer = may_use(request.membership, customer, Need.MANAGE_USERS)
    if isinstance(answer, Refusal):
        return say_refused(request, customer, answer)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        try:
            file = actions.check_file(customer=customer, rows=form.cleaned_data["file"], by=request.membership)
        except NoRight as refusal:
            return say_refused(request, customer, refusal.refusal)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            if file.status != UserImport.Status.CHECKED:
                messages.info(request, _("This file was already imported. Nothing is imported twice."))
            return redirect("user_import", public_id=public_id, file_id=file.public_id)
    context = {"files": files_of(request.membership, customer)[:LATEST], **asking(request, customer)}
    return render_form_page(request, "customers/partner/users/import.html", context, form)


@require_safe
@partner_page(Capability.CUSTOMER_USERS)
def import_template(request: PartnerRequest, public_id: UUID, kind: str) -> HttpResponseBase:
    """An empty file with the titles."""
    find_pair(request, public_id)
    return sheet_file(kind_of(kind), "people", COLUMNS.values(), [])


def find_file(request: PartnerRequest, public_id: UUID, file_id: UUID) -> UserImport:
    """A file that the person has uploaded for this customer."""
    customer = find_pair(request, public_id).customer
    return get_object_or_404(files_of(request.membership, customer).select_related("customer"), public_id=file_id)


@require_safe
@partner_page(Capability.CUSTOMER_USERS)
def user_import(request: PartnerRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """The verdicts before, the progress meanwhile, the results afterwards."""
    file = find_file(request, public_id, file_id)
    answer = may_use(request.membership, file.customer, Need.MANAGE_USERS)
    if isinstance(answer, Refusal) and file.status == UserImport.Status.CHECKED:
        return say_refused(request, file.customer, answer)
    return render(request, "customers/partner/users/file.html", page_of(request, file))


def page_of(request: PartnerRequest, file: UserImport) -> dict[str, Any]:
    """The counts, and the rows: all, or those that are not imported."""
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "all"
    rows = file.rows.exclude(problem="") if shown == "refused" else file.rows.all()
    page = paginate(rows, order=BY_LINE, size=SIZE, cursor=request.GET.get("cursor", ""))
    told, outcomes = [(row, words_of(row)) for row in page.rows], outcomes_of(file)
    counts = {
        "outcomes": outcomes,
        "problems": file.rows.exclude(problem="").count(),
        "not_imported": outcomes.get("failed", 0) + outcomes.get("", 0),
    }
    return {"file": file, "page": page, "told": told, "shown": shown} | counts | asking(request, file.customer)


@require_POST
@partner_page(Capability.CUSTOMER_USERS)
def confirm_import(request: PartnerRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """Import the good rows: a short file at once, of a long one the beginning; the worker goes on."""
    file = find_file(request, public_id, file_id)
    try:
        confirmed = actions.confirm_file(file=file, by=request.membership)
        for _number in range(STEPS_AT_ONCE):
            if not actions.carry_on(confirmed):
                break
    except NoRight as refusal:
        return say_refused(request, file.customer, refusal.refusal)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("user_import", public_id=public_id, file_id=file_id)


@require_POST
@partner_page(Capability.CUSTOMER_USERS)
def discard_import(request: PartnerRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """Throw the file away while nothing of it is imported."""
    file = find_file(request, public_id, file_id)
    if actions.discard_file(file=file, by=request.membership):
        messages.success(request, _("The file is thrown away. Nothing of it was imported."))
    return redirect("import_users", public_id=public_id)


@require_safe
@partner_page(Capability.CUSTOMER_USERS)
def import_result(request: PartnerRequest, public_id: UUID, file_id: UUID, kind: str) -> HttpResponseBase:
    """Every row as it stood, with its result and the reason."""
    file = find_file(request, public_id, file_id)
    header = [_("Line"), *COLUMNS.values(), _("Result"), _("Reason")]
    return sheet_file(kind_of(kind), "import-result", header, result_rows(file))


def result_rows(file: UserImport) -> Iterator[list[Any]]:
    for row in UserImportRow.objects.filter(file=file).order_by("line").iterator(chunk_size=500):
        yield [row.line, *row.as_dict().values(), row.get_outcome_display(), words_of(row)]
