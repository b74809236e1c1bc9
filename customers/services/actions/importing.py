"""Files of people: checked row by row, then written in steps, each of them whole or not at all.

The rows in the database are the job: whoever carries it on, the request that confirmed it or a worker, finds there
what is left. Each step asks for the right again; a right that ended stops the rest.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.directory.models import Customer
from customers.grants.actions import NoRight, use_right
from customers.grants.needs import Need
from customers.grants.rights import Refusal, Right, may_use
from customers.services.actions.locking import lock_customer
from customers.services.actions.users import log
from customers.services.importing import directory_for
from customers.services.models import DirectoryUser, License, Subscription, UserImport, UserImportRow
from customers.services.rules.importing import Newcomer, Problem, judge
from partnercenter.audit.log import one_deed, record
from partnercenter.partners.models import Partner, PartnerMembership
from partnercenter.sheets.reading import digest_of

Status, Outcome = UserImport.Status, UserImportRow.Outcome
Cells = tuple[int, dict[str, str]]  # the line, and its cells by `rules.importing.COLUMNS`
STEP = 250  # rows of one transaction
BATCH = 1000
UNCONFIRMED_FOR, ROWS_FOR = timedelta(days=1), timedelta(days=30)


@transaction.atomic
def check_file(*, customer: Customer, rows: Sequence[Cells], by: PartnerMembership) -> UserImport:
    """The file with a verdict on each row; nothing is imported yet. The same contents once imported are that import.

    Raises `NoRight`.
    """
    check_right(customer, by)
    digest = digest_of(rows)
    earlier = UserImport.objects.filter(customer=customer, digest=digest).exclude(status=Status.CHECKED).first()
    if earlier and earlier.uploaded_by_id == by.pk:
        return earlier
    if earlier:
        raise already_imported()
    UserImport.objects.filter(customer=customer, digest=digest, uploaded_by=by).delete()
    judged = list(judged_rows(customer, rows, by))
    good = sum(not row.problem for row in judged)
    file = UserImport.objects.create(customer=customer, uploaded_by=by, digest=digest, total=len(judged), good=good)
    for row in judged:
        row.file = file
    UserImportRow.objects.bulk_create(judged, batch_size=BATCH)
    return file


def check_right(customer: Customer, by: PartnerMembership) -> Right:
    """Whoever may invite may assign licences, too (`customers.grants.needs`)."""
    answer = may_use(by, customer, Need.MANAGE_USERS)
    if isinstance(answer, Refusal):
        raise NoRight(answer, customer)
    return answer


def already_imported() -> ValidationError:
    return ValidationError(_("This file was already imported. Nothing is imported twice."), code="already_imported")


def judged_rows(customer: Customer, rows: Sequence[Cells], by: PartnerMembership) -> Iterator[UserImportRow]:
    """A row for each of the file's, with its problem if it has one."""
    directory = directory_for(customer, Partner.objects.get(pk=by.partner_id), [cells for _line, cells in rows])
    for line, cells in rows:
        verdict = judge(cells, directory)
        if isinstance(verdict, Problem):
            yield UserImportRow(line=line, problem=verdict.code, subject=verdict.subject, **cells)
        else:
            directory.take(verdict)
            yield UserImportRow(line=line, **cells)


@transaction.atomic
def confirm_file(*, file: UserImport, by: PartnerMembership) -> UserImport:
    """Let the good rows be imported; pressed twice it is once.

    Raises `NoRight`, ValidationError (`already_imported`, `nothing_to_import`).
    """
    customer = lock_customer(file.customer_id)
    check_right(customer, by)
    current = UserImport.objects.select_for_update(of=("self",)).get(pk=file.pk, uploaded_by=by)
    if current.status != Status.CHECKED:
        return current
    others = UserImport.objects.filter(customer=customer, digest=current.digest).exclude(status=Status.CHECKED)
    if others.exists():
        raise already_imported()
    if not current.good:
        raise ValidationError(_("No row of this file can be imported."), code="nothing_to_import")
    current.status, current.confirmed_at = Status.CONFIRMED, timezone.now()
    current.save(update_fields=["status", "confirmed_at"])
    return current


@transaction.atomic
def discard_file(*, file: UserImport, by: PartnerMembership) -> bool:
    """Throw away a file that nobody has confirmed, with its rows; whether it went."""
    if by.partner.is_suspended:  # it reads and changes nothing (decisions §6)
        return False
    deleted, _kinds = UserImport.objects.filter(pk=file.pk, uploaded_by=by, status=Status.CHECKED).delete()
    return bool(deleted)


def carry_on(file: UserImport) -> bool:
    """One step of a confirmed file; whether there is more to do. Safe to run twice and at once."""
    try:
        return step(file)
    except NoRight:
        stop(file)
        return False


@transaction.atomic
def step(file: UserImport) -> bool:
    """The next rows: people, licences, log and results in one transaction. Raises `NoRight`."""
    customer = lock_customer(file.customer_id)
    by = file.uploaded_by
    with one_deed(by.user):
        right = right_for(file, customer)
        current = UserImport.objects.select_for_update(of=("self",)).get(pk=file.pk)
        if current.status != Status.CONFIRMED:
            return False
        rows = list(current.rows.filter(problem="", outcome="").order_by("line")[:STEP])
        write_rows(customer, rows, right, by=by)
        current.done += len(rows)
        if current.done >= current.good or not rows:
            current.status, current.ended_at = Status.FINISHED, timezone.now()
        current.save(update_fields=["done", "status", "ended_at"])
        return current.status == Status.CONFIRMED


def right_for(file: UserImport, customer: Customer) -> Right:
    """The right, checked at each step; its use is logged with the first, about the file, and so is the import."""
    by = file.uploaded_by
    if UserImport.objects.filter(pk=file.pk, status=Status.CONFIRMED, done=0).exists():
        right = use_right(customer=customer, need=Need.MANAGE_USERS, about=file.public_id, by=by)
        record(
            "userimport.begun",
            about=file,
            by=by.user,
            side="partner",
            cloud_code=customer.cloud.code,
            partner_id=right.grant.partner.public_id,
            customer_id=customer.public_id,
            details={"rows": file.good},
        )
        return right
    return check_right(customer, by)


def write_rows(customer: Customer, rows: Sequence[UserImportRow], right: Right, *, by: PartnerMembership) -> None:
    """Judge again, under the customer's lock; write who is good, and each row's result."""
    directory = directory_for(customer, Partner.objects.get(pk=by.partner_id), [row.as_dict() for row in rows])
    good: list[Newcomer] = []
    for row in rows:
        verdict = judge(row.as_dict(), directory)
        if isinstance(verdict, Problem):
            row.outcome, row.problem, row.subject = Outcome.FAILED, verdict.code, verdict.subject
        else:
            directory.take(verdict)
            good.append(verdict)
            row.outcome = Outcome.LICENSED if verdict.person else Outcome.INVITED
    write_people(customer, good, right, by=by)
    write_results(rows)


def write_results(rows: Sequence[UserImportRow]) -> None:
    """What became of the rows: a statement for each result, which most rows share."""
    by_result: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        by_result.setdefault((row.outcome, row.problem, row.subject), []).append(row.pk)
    for (outcome, problem, subject), keys in by_result.items():
        UserImportRow.objects.filter(pk__in=keys).update(outcome=outcome, problem=problem, subject=subject)


def write_people(customer: Customer, good: Sequence[Newcomer], right: Right, *, by: PartnerMembership) -> None:
    """The newcomers and everybody's licences, in two statements, and an event for each."""
    known = [each.person for each in good if each.person]
    here = DirectoryUser.objects.select_related("customer__cloud").in_bulk(known)
    people = [here[each.person] if each.person else new_person(customer, each) for each in good]
    invited = [person for person in people if person.pk is None]
    DirectoryUser.objects.bulk_create(invited)
    for person in invited:
        log("directoryuser.invited", person, right, by)
    sold = Subscription.objects.in_bulk({key for each in good for key in each.licences})
    seats = [(person, sold[key]) for person, each in zip(people, good, strict=True) for key in each.licences]
    License.objects.bulk_create(License(user=person, subscription=subscription) for person, subscription in seats)
    for person, subscription in seats:
        log("licence.assigned", person, right, by, subscription=str(subscription.public_id))


def new_person(customer: Customer, newcomer: Newcomer) -> DirectoryUser:
    """Unsaved, with the keys that `save` would set."""
    person = DirectoryUser(
        customer=customer,
        display_name=newcomer.display_name,
        user_name=newcomer.user_name,
        country=newcomer.country,
        language=newcomer.language,
        invited_at=timezone.now(),
    )
    person.set_keys()
    return person


@transaction.atomic
def stop(file: UserImport) -> None:
    """The right has ended: what is imported stays, the rest is not imported."""
    current = UserImport.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if current.status == Status.CONFIRMED:
        current.status, current.ended_at = Status.STOPPED, timezone.now()
        current.save(update_fields=["status", "ended_at"])


def carry_on_all(*, until: float, now: Callable[[], float]) -> int:
    """Every confirmed file, step by step, while `now` is before `until`; how many steps. The next run goes on."""
    steps = 0
    for file in UserImport.objects.filter(status=Status.CONFIRMED).select_related("uploaded_by__user").order_by("id"):
        more = True
        while more and now() < until:
            try:
                more, steps = carry_on(file), steps + 1
            except OperationalError:  # somebody else is at this customer
                break
    return steps


def forget_old() -> int:
    """Files that nobody confirmed within a day, and the rows of those that ended a month ago; how many rows went."""
    now = timezone.now()
    unconfirmed = UserImport.objects.filter(status=Status.CHECKED, uploaded_at__lt=now - UNCONFIRMED_FOR)
    old = UserImportRow.objects.filter(file__ended_at__lt=now - ROWS_FOR)
    return unconfirmed.delete()[0] + old.delete()[0]
