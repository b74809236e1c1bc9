"""Sending a file of requests: confirmed by a person, then done in steps, each of them whole or not at all.

The rows in the database are the job: whoever carries it on, the page that confirmed it or a worker, finds there what
is left. Each step asks again who may ask what, and sends no more than the day allows.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from invitations.access import may_ask, why_not_ask, why_not_batch
from invitations.actions.actors import log
from invitations.actions.batching import check_batch_terms, check_may_ask, lock, write_rows
from invitations.actions.create import first_values, hold_who_asks
from invitations.actions.ready import make_ready
from invitations.addresses import PURPOSE
from invitations.asking import Terms
from invitations.batching import room_today, standing_for, terms_of
from invitations.drafts.text import written
from invitations.mails.asking import first_row
from invitations.models import Invitation, InvitationBatch, InvitationBatchRow, InvitationLink
from invitations.rules.batch import Problem, cells_by_column, judge
from partnercenter.audit.log import one_deed, record
from partnercenter.canonical.emails import email_key
from partnercenter.canonical.remembering import reading_once
from partnercenter.links.issuing import minted_values
from partnercenter.outbox.queue import queue_rows
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.access import Allowed
from partnercenter.partners.letters import Words
from partnercenter.partners.models import PartnerMembership

Status, Outcome, Reason = InvitationBatch.Status, InvitationBatchRow.Outcome, InvitationBatch.Reason
STEP = 500  # rows of one transaction
SHORT = timedelta(minutes=1)  # whoever presses the button watches for as long
Made = list[tuple[InvitationBatchRow, Invitation]]


@transaction.atomic
def confirm(*, batch: InvitationBatch, by: PartnerMembership) -> InvitationBatch:
    """Let the good rows be sent; pressed twice it is once. A sales agent's with rights waits for an admin agent.

    Raises ValidationError (`already_sent`, `nothing_to_send`, `not_checked` …), PermissionDenied.
    """
    check_may_ask(by)
    locked = lock(batch)
    if locked.status in (Status.CONFIRMED, *InvitationBatch.ENDED):
        return locked
    check_confirmable(locked, by)
    is_asked = may_ask(by, with_rights=locked.asks_rights)
    if is_asked is Allowed.NO:
        raise PermissionDenied(why_not_ask(by, with_rights=locked.asks_rights))
    if is_asked is not Allowed.YES:
        return propose(locked, by=by)
    locked.status, locked.confirmed_at, locked.confirmed_by = Status.CONFIRMED, timezone.now(), by
    locked.save(update_fields=["status", "confirmed_at", "confirmed_by"])
    note("invitationbatch.confirmed", locked, by, rows=locked.good)
    return locked


def check_confirmable(batch: InvitationBatch, by: PartnerMembership) -> None:
    """Its terms are chosen, a row is good, and the same file was not sent before."""
    if batch.status == Status.CHECKED and batch.uploaded_by_id != by.pk:
        raise PermissionDenied
    if batch.status == Status.UPLOADED:
        raise ValidationError(_("Choose first what you ask for."), code="not_checked")
    if not batch.good:
        raise ValidationError(_("No row of this file can be sent."), code="nothing_to_send")
    same = InvitationBatch.objects.filter(partner=batch.partner_id, digest=batch.digest).exclude(pk=batch.pk)
    if same.exclude(status__in=InvitationBatch.OWN).exists():
        raise ValidationError(_("This file was already sent. Nothing is sent twice."), code="already_sent")


def propose(batch: InvitationBatch, *, by: PartnerMembership) -> InvitationBatch:
    """Put it before the admin agents; again it changes nothing."""
    if batch.status == Status.CHECKED:
        batch.status = Status.PROPOSED
        batch.save(update_fields=["status"])
        note("invitationbatch.proposed", batch, by, rows=batch.good)
    return batch


@transaction.atomic
def stop(*, batch: InvitationBatch, by: PartnerMembership) -> InvitationBatch:
    """Send no more of it; what is sent stays. Pressed twice it is once. Raises PermissionDenied, `not_confirmed`."""
    locked = lock(batch)
    if reason := why_not_batch(by, locked):
        raise PermissionDenied(reason)
    if locked.status in InvitationBatch.ENDED:
        return locked
    if locked.is_own:
        raise ValidationError(_("This file is not being sent."), code="not_confirmed")
    end(locked, Reason.CANCELLED, by=by)
    note("invitationbatch.stopped", locked, by, rows=locked.done)
    return locked


def carry_on(batch: InvitationBatch) -> bool:
    """One step of a confirmed batch; whether there is more to do now. Safe to run twice and at once."""
    try:
        return step(batch)
    except IntegrityError:  # a name was taken between look and write: the next step sees it
        return False


@transaction.atomic
def step(batch: InvitationBatch) -> bool:
    """The next rows: requests, links, mails, log and results in one transaction."""
    wait_at_most()
    current = InvitationBatch.objects.filter(pk=batch.pk, status=Status.CONFIRMED)
    if not current.select_for_update(skip_locked=True).exists():  # done, or somebody else is at it
        return False
    locked = lock(batch)
    owner, releaser = locked.uploaded_by, locked.confirmed_by
    assert releaser  # noqa: S101 - a CHECK demands it of every confirmed batch
    terms = terms_of(locked)
    if why := why_stop(terms, owner, releaser):
        end(locked, why)
        note("invitationbatch.stopped", locked, None, rows=locked.done)
        return False
    rows = list(locked.rows.filter(problem="", outcome="").order_by("line")[: min(STEP, room_today(locked.partner))])
    send_rows(locked, terms, rows)
    return finish_step(locked, rows)


def finish_step(batch: InvitationBatch, rows: Sequence[InvitationBatchRow]) -> bool:
    """Count what is done; the last step ends the batch. Whether more can be done now."""
    batch.done += len(rows)
    if batch.done >= batch.good:
        batch.status, batch.ended_at = Status.FINISHED, timezone.now()
    batch.save(update_fields=["done", "status", "ended_at"])
    if batch.status == Status.FINISHED:
        tell_ended(batch, seen_by=onlooker(batch))
    return bool(rows) and batch.status == Status.CONFIRMED


def why_stop(terms: Terms, owner: PartnerMembership, releaser: PartnerMembership) -> str:
    """Why the rest is not sent: somebody has left or lost the role, or it is no longer allowed; empty where it is."""
    hold_who_asks(terms, by=releaser)
    hold_who_asks(terms, by=owner)
    if owner.left_at or releaser.left_at or may_ask(releaser, with_rights=terms.asks_rights) is not Allowed.YES:
        return Reason.LEFT
    try:
        check_batch_terms(terms, by=owner)
    except ValidationError:
        return Reason.NOT_ALLOWED
    return ""


def send_rows(batch: InvitationBatch, terms: Terms, rows: Sequence[InvitationBatchRow]) -> None:
    """Judge again; write who is good, and each row's result."""
    cells = [cells_by_column(row.cells, batch.columns) for row in rows]
    standing = standing_for(terms, cells, by=batch.uploaded_by, asks_again=batch.asks_again)
    made: Made = []
    with reading_once():
        for row, values in zip(rows, cells, strict=True):
            verdict = judge(values, row.line, standing)
            if isinstance(verdict, Problem):
                row.outcome, row.problem, row.about = Outcome.FAILED, verdict.code, verdict.about
            else:
                made.append((row, request_of(batch, row, verdict)))
    write_requests(batch, [asked for _row, asked in made])
    for row, asked in made:
        row.outcome, row.invitation = Outcome.ASKED, asked
    write_rows(rows)


def request_of(batch: InvitationBatch, row: InvitationBatchRow, terms: Terms) -> Invitation:
    """The request of one row, sent, not saved yet. Its key is the row's: the database takes it once."""
    owner = batch.uploaded_by
    values = terms.as_fields(batch.partner) | first_values(terms, owner)
    asked = Invitation(partner=batch.partner, request_key=key_for(batch.public_id, row.line), **values)
    asked.recipient_key = email_key(terms.recipient_email)
    if batch.body and terms.language == batch.language:  # rows in another language begin as single requests do
        words = written(Words(batch.subject, batch.body), asked)
        asked.subject, asked.body = words.subject, words.body
    make_ready(asked)
    asked.status, asked.sent_at = Invitation.Status.SENT, asked.ready_at
    return asked


def key_for(batch: UUID, line: int) -> UUID:
    """The same for the same row, always."""
    return uuid5(batch, str(line))


def write_requests(batch: InvitationBatch, requests: Sequence[Invitation]) -> None:
    """Requests, links and mails in a statement each, and the events of each request as for one made by hand."""
    Invitation.objects.bulk_create(requests)
    links = [InvitationLink(invitation=asked, **minted_values(asked, purpose=PURPOSE)) for asked in requests]
    InvitationLink.objects.bulk_create(links)
    queue_rows([first_row(asked, link) for asked, link in zip(requests, links, strict=True)])
    owner, releaser = batch.uploaded_by, batch.confirmed_by
    assert releaser  # noqa: S101
    issued = "invitation.readied" if owner == releaser else "invitation.released"
    with one_deed(owner.user):
        for asked in requests:
            log("invitation.created", asked, owner, rights=asked.rights, capacity=str(asked.capacity))
    with one_deed(releaser.user):
        for asked in requests:
            log(issued, asked, releaser, generation=1)
            log("invitation.sent", asked, releaser, generation=1)


def end(batch: InvitationBatch, reason: str, *, by: PartnerMembership | None = None) -> None:
    """The rest is not sent. The file may come again for it; who was asked already is found by the request."""
    batch.status, batch.reason, batch.ended_at, batch.digest = Status.STOPPED, reason, timezone.now(), ""
    batch.save(update_fields=["status", "reason", "ended_at", "digest"])
    tell_ended(batch, seen_by=by)


def onlooker(batch: InvitationBatch) -> PartnerMembership | None:
    """Who confirmed it and still has its page open: a short file is done before anybody leaves."""
    assert batch.confirmed_at  # noqa: S101 - a CHECK demands both of every confirmed batch
    assert batch.ended_at  # noqa: S101
    return batch.confirmed_by if batch.ended_at - batch.confirmed_at < SHORT else None


def tell_ended(batch: InvitationBatch, *, seen_by: PartnerMembership | None) -> None:
    """The event that tells whoever sent the file what became of its rows, but for who sees it happen.

    A file ends once, so it is told once.
    """
    queued = batch.rows.filter(outcome=Outcome.ASKED).count()
    refused = batch.rows.exclude(problem="").count()
    told = {batch.uploaded_by, batch.confirmed_by} - {seen_by}
    senders = {str(each.user.public_id) for each in told if each}
    counts = {"queued": queued, "refused": refused, "left": batch.total - queued - refused}
    note("invitationbatch.ended", batch, None, to=sorted(senders), **counts)


def note(action: str, batch: InvitationBatch, by: PartnerMembership | None, **details: int | list[str]) -> None:
    """The event about the whole file."""
    record(
        action,
        about=batch,
        by=by.user if by else None,
        side="partner" if by else "system",
        cloud_code=batch.partner.cloud.code,
        partner_id=batch.partner.public_id,
        details=details,
    )


def carry_on_all(*, until: float, now: Callable[[], float]) -> int:
    """Go on with every confirmed batch, a step of each in turn, while there is time; how many steps."""
    steps, waiting = 0, list(InvitationBatch.objects.filter(status=Status.CONFIRMED).order_by("id"))
    while waiting and now() < until:
        batch = waiting.pop(0)
        try:
            if carry_on(batch):
                waiting.append(batch)
            steps += 1
        except OperationalError:  # the next run tries again
            continue
    return steps
