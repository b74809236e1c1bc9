"""Two admins publish a text of the customer agreement: one asks, another one confirms within a week (decisions §9)."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.agreements.models import AgreementText, Publication
from customers.agreements.publishing import lock_draft, put_in_force
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.audit.operators import OperatorRole, role_of

Status = Publication.Status
WAITS = timedelta(days=7)
REASON_LENGTH = 500


@transaction.atomic
def ask_to_publish(*, text: AgreementText, reason: str, shown: str = "", by: User) -> Publication:
    """Put a draft before a second admin, as it stands now. Nothing is published yet.

    `shown` is the hash of the text that the admin read; empty where none was shown. Raises `ValidationError`
    (`reason_missing`, `asked_already`, and those of `lock_draft`), PermissionDenied.
    """
    check_admin(by)
    if not reason.strip() or len(reason) > REASON_LENGTH:
        raise ValidationError(_("Say why the text is published."), code="reason_missing")
    locked = lock_draft(text, shown=shown)
    expire_waiting(text=locked)
    if locked.publications.filter(status=Status.ASKED).exists():
        raise ValidationError(_("A second admin has been asked already."), code="asked_already")
    asked = Publication.objects.create(
        text=locked,
        sha256=locked.text_hash(),
        reason=reason.strip(),
        asked_by=by,
        expires_at=timezone.now() + WAITS,
    )
    note(asked, "asked", by=by)
    return asked


@transaction.atomic
def publish(*, asked: Publication, by: User) -> AgreementText:
    """The second admin's word: the text is in force, exactly as the first one asked.

    Raises `ValidationError` (`decided_already`, `second_admin`, `publication_expired`, and those of `lock_draft`),
    PermissionDenied.
    """
    check_admin(by)
    text = lock_draft(asked.text, shown=asked.sha256)
    current = lock_waiting(asked)
    if current.asked_by_id == by.pk:
        raise ValidationError(_("A second admin has to confirm this, not the one who asked."), code="second_admin")
    if current.expires_at <= timezone.now():
        raise ValidationError(_("Nobody confirmed this in time. Ask again."), code="publication_expired")
    close(current, Status.PUBLISHED, by=by)
    return put_in_force(text, by=by, asked_by=current.asked_by)


@transaction.atomic
def withdraw(*, asked: Publication, by: User) -> Publication:
    """Take the question back; the text stays a draft.

    Raises `ValidationError` (`decided_already`), PermissionDenied.
    """
    check_admin(by)
    current = close(lock_waiting(asked), Status.WITHDRAWN, by=by)
    note(current, "withdrawn", by=by)
    return current


@transaction.atomic
def expire_waiting(*, text: AgreementText | None = None) -> int:
    """End what nobody confirmed in time, of one text or of all; answers how many."""
    late = Publication.objects.select_for_update(of=("self",)).filter(
        status=Status.ASKED, expires_at__lte=timezone.now()
    )
    ended = [close(each, Status.EXPIRED, by=None) for each in (late.filter(text=text) if text else late)]
    for each in ended:
        note(each, "expired", by=None)
    return len(ended)


def lock_waiting(asked: Publication) -> Publication:
    """The question under lock, if nobody has answered it."""
    current = Publication.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=asked.pk)
    if current.status != Status.ASKED:
        raise ValidationError(_("This has been decided already."), code="decided_already")
    return current


def close(asked: Publication, status: str, *, by: User | None) -> Publication:
    asked.status, asked.decided_at, asked.decided_by = status, timezone.now(), by
    asked.save(update_fields=["status", "decided_at", "decided_by"])
    return asked


def note(asked: Publication, participle: str, *, by: User | None) -> None:
    """The step in the log, about the text."""
    text = asked.text
    record(
        f"agreementtext.publication_{participle}",
        about=text,
        by=by,
        side="operator" if by else "system",
        cloud_code=text.cloud.code,
        details={"version": text.version, "language": text.language, "sha256": asked.sha256},
    )


def check_admin(by: User) -> None:
    if role_of(by) != OperatorRole.ADMIN:
        raise PermissionDenied(_("Only an operator with the role of an admin can do this."))
