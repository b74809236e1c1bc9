"""Requests by file, until they are sent: uploaded, columns named, terms chosen, every row judged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from invitations.access import why_not_ask
from invitations.actions.create import check_role, check_terms
from invitations.asking import Terms
from invitations.batching import standing_for, terms_of
from invitations.drafts.text import letter_kind
from invitations.models import Invitation, InvitationBatch, InvitationBatchRow
from invitations.rules.batch import COLUMNS, REQUIRED, Problem, Standing, cells_by_column, judge, name_for, recognise
from partnercenter.canonical.refusals import Refusals
from partnercenter.links.words import LINK_PLACE
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.letters import Words, check_template, form_of
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.rules import check_available
from partnercenter.sheets.reading import Sheet, digest_of, in_every_language

Status = InvitationBatch.Status
CHUNK = 1000
LONGEST_NAME = 42  # of granular rights; a blank and the line follow it
UNCONFIRMED_FOR, ROWS_FOR = timedelta(days=1), timedelta(days=365)
# What the batch keeps of `Terms`; the rest is each row's own.
CHOSEN = (
    *("rights", "with_relationship", "capacity", "provider", "on_behalf_of", "rights_holder", "roles", "days"),
    *("auto_extends", "grant_name", "language", "life_days", "reminds"),
)


@transaction.atomic
def upload(*, sheet: Sheet, by: PartnerMembership) -> InvitationBatch:
    """Keep what stands in a file; columns that are recognised are named. Raises PermissionDenied, ValidationError."""
    check_may_ask(by)
    columns = recognise(sheet.titles, in_every_language(COLUMNS))
    batch = InvitationBatch.objects.create(
        partner=by.partner, uploaded_by=by, titles=sheet.titles, columns=columns, total=len(sheet.rows)
    )
    for start in range(0, len(sheet.rows), CHUNK):
        part = sheet.rows[start : start + CHUNK]
        InvitationBatchRow.objects.bulk_create(
            InvitationBatchRow(batch=batch, line=line, cells=cells) for line, cells in part
        )
    return batch


def check_may_ask(by: PartnerMembership) -> None:
    """The person may make requests at all. PermissionDenied; ValidationError of a partner that may not ask now."""
    check_available(by.partner)
    if by.left_at or allowed(by.roles, Capability.REQUEST_WITHOUT_RIGHTS) is Allowed.NO:
        raise PermissionDenied(why_not_ask(by, with_rights=False))


@transaction.atomic
def name_columns(*, batch: InvitationBatch, columns: Mapping[str, int], by: PartnerMembership) -> InvitationBatch:
    """Say which column holds what. Codes `no_address_column`, `column_twice`, `no_such_column`, `confirmed`."""
    locked = lock_own(batch, by)
    if REQUIRED not in columns:
        raise ValidationError(_("Say which column holds the e-mail addresses."), code="no_address_column")
    if len(set(columns.values())) < len(columns):
        raise ValidationError(_("One column was chosen for two things. Choose another one."), code="column_twice")
    if not set(columns) <= set(COLUMNS) or not all(0 <= place < len(locked.titles) for place in columns.values()):
        raise ValidationError(_("Choose columns of this file."), code="no_such_column")
    locked.columns = dict(columns)
    locked.save(update_fields=["columns"])
    return locked


@transaction.atomic
def choose_terms(
    *,
    batch: InvitationBatch,
    terms: Terms,
    subject: str = "",
    body: str = "",
    asks_again: bool = False,
    by: PartnerMembership,
) -> InvitationBatch:
    """What is asked of everybody in the file; every row is judged by it. Nothing is sent.

    `asks_again`: also of those whom an earlier file asked and who do not wait for an answer any more.

    Raises ValidationError by field as `create` does, PermissionDenied. Asked again it judges again.
    """
    locked = lock_own(batch, by)
    check_role(by, terms)
    check_batch_terms(terms, by=by)
    check_words(locked, terms, Words(subject, body))
    for name in CHOSEN:
        setattr(locked, name, getattr(terms, name))
    locked.roles, locked.rights_holder = list(terms.roles), terms.as_fields(by.partner)["rights_holder"]
    locked.subject, locked.body = subject, body
    locked.asks_again = asks_again
    locked.good = judge_rows(locked, by=by)
    locked.status, locked.digest = Status.CHECKED, digest_for(locked)
    locked.save()
    return locked


def check_batch_terms(terms: Terms, *, by: PartnerMembership) -> None:
    """The rules of a single request, but for the name of granular rights, which no row has as it was typed."""
    check_terms(replace(terms, grant_name=name_for(terms.grant_name, 0)), by=by)


def check_words(batch: InvitationBatch, terms: Terms, words: Words) -> None:
    """The sender's own words, with places as a template has them; none are fine. Raises ValidationError by field."""
    refused = Refusals()
    if len(terms.grant_name) > LONGEST_NAME:
        refused.gather("grant_name", too_long_a_name)
    if words.subject or words.body:
        form = form_of(letter_kind(Invitation(with_relationship=terms.with_relationship, rights=terms.rights)))
        for name, alone in (("subject", Words(words.subject, LINK_PLACE)), ("body", Words("-", words.body))):
            refused.gather(name, check_template, alone, form=form, partner=batch.partner)
    refused.raise_any()


def too_long_a_name() -> None:
    raise ValidationError(
        _("Enter at most %(most)d characters: the line of each row is put behind the name."),
        code="max_length",
        params={"most": LONGEST_NAME},
    )


def judge_rows(batch: InvitationBatch, *, by: PartnerMembership) -> int:
    """A verdict on every row, written where it has changed; how many are good."""
    found = list(batch.rows.order_by("line"))
    cells = [cells_by_column(row.cells, batch.columns) for row in found]
    standing = standing_for(terms_of(batch), cells, by=by, asks_again=batch.asks_again)
    changed = list(verdicts(found, cells, standing))
    write_rows(changed)
    return sum(not row.problem for row in found)


def verdicts(
    rows: Sequence[InvitationBatchRow], cells: Sequence[Mapping[str, str]], standing: Standing
) -> Iterator[InvitationBatchRow]:
    """The rows whose verdict is another one than before."""
    for row, values in zip(rows, cells, strict=True):
        verdict = judge(values, row.line, standing)
        now = (verdict.code, verdict.about) if isinstance(verdict, Problem) else ("", "")
        if now != (row.problem, row.about):
            row.problem, row.about = now
            yield row


def write_rows(rows: Sequence[InvitationBatchRow]) -> None:
    """The verdict and result of many rows, a statement for each thousand: they are there, so each is an update."""
    InvitationBatchRow.objects.bulk_create(
        rows,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["problem", "about", "outcome", "invitation"],
    )


def digest_for(batch: InvitationBatch) -> str:
    """Of rows, columns and all that is asked: the same file with the same terms."""
    rows = list(batch.rows.order_by("line").values_list("line", "cells"))
    values = {field.name: str(getattr(terms_of(batch), field.name)) for field in fields(Terms)}
    if batch.asks_again:
        values["asks_again"] = "True"
    return digest_of([rows, batch.columns, values, batch.subject, batch.body])


@transaction.atomic
def discard(*, batch: InvitationBatch, by: PartnerMembership) -> bool:
    """Throw away a file that nobody has confirmed, with its rows; whether it went."""
    if by.partner.is_suspended:  # it reads and changes nothing (decisions §6)
        return False
    own = InvitationBatch.objects.filter(pk=batch.pk, uploaded_by=by, status__in=InvitationBatch.OWN)
    return bool(own.delete()[0])


def lock_own(batch: InvitationBatch, by: PartnerMembership) -> InvitationBatch:
    """The batch, locked, while it is still its uploader's alone. Code `confirmed`; PermissionDenied."""
    check_may_ask(by)
    locked = lock(batch)
    if locked.uploaded_by_id != by.pk:
        raise PermissionDenied
    if not locked.is_own:
        raise ValidationError(
            _("This file was confirmed already and can no longer be changed. Upload it again to ask something else."),
            code="confirmed",
        )
    return locked


def lock(batch: InvitationBatch) -> InvitationBatch:
    """The batch, locked and read afresh."""
    wait_at_most()
    found = InvitationBatch.objects.select_for_update(of=("self",))
    related = ("partner__cloud", "partner__market_group", "provider", "on_behalf_of", "rights_holder")
    return found.select_related(*related).get(pk=batch.pk)


def forget_old() -> int:
    """Files that nobody confirmed within a day, and the rows of those that ended a year ago; how many rows went."""
    now = timezone.now()
    unconfirmed = InvitationBatch.objects.filter(status__in=InvitationBatch.OWN, uploaded_at__lt=now - UNCONFIRMED_FOR)
    gone = unconfirmed.delete()[0]
    old = InvitationBatch.objects.filter(Q(ended_at__lt=now - ROWS_FOR) & ~Q(titles=[]))
    keys: list[Any] = list(old.values_list("pk", flat=True))
    gone += InvitationBatchRow.objects.filter(batch__in=keys).delete()[0]
    InvitationBatch.objects.filter(pk__in=keys).update(titles=[], columns={}, digest="")
    return gone
