"""An operator ends rights by force, with the approval of a second one (decisions §9)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.grants.actions.end import Side, end_grant
from customers.grants.actions.events import record_about
from customers.grants.actions.locking import lock_grant
from customers.grants.mails.ended import tell_rights_ended
from customers.grants.models import DelegatedAdminGrant, ForcedEnd
from customers.grants.rules import check_active
from customers.grants.signals import rights_changed
from partnercenter.accounts.models import User
from partnercenter.audit.operators import OperatorRole, role_of

Status = ForcedEnd.Status
REASON_LENGTH = 500


@transaction.atomic
def ask_to_end(*, grant: DelegatedAdminGrant, reason: str, by: User) -> ForcedEnd:
    """Put the end of these rights before a second operator. Nothing ends yet.

    Raises `ValidationError` (`reason_missing`, `grant_not_active`, `asked_already`), PermissionDenied.
    """
    check_operator(by)
    if not reason.strip() or len(reason) > REASON_LENGTH:
        raise ValidationError(_("Enter a reason. Both sides read it."), code="reason_missing")
    current = lock_grant(grant)
    check_active(current)
    if current.forced_ends.filter(status=Status.ASKED).exists():
        raise ValidationError(_("A second operator has been asked already."), code="asked_already")
    asked = ForcedEnd.objects.create(grant=current, reason=reason.strip(), asked_by=by)
    record_about(current, "grant.end_asked", side=Side.OPERATOR, by=by, forced_end=str(asked.public_id))
    return asked


@transaction.atomic
def approve_end(*, asked: ForcedEnd, by: User) -> ForcedEnd:
    """End the rights at once, as the first operator asked; both sides are told with the reason.

    Raises `ValidationError` (`decided_already`, `second_operator`, `grant_not_active`), PermissionDenied.
    """
    grant = lock_grant(asked.grant)
    current = decide(asked, Status.APPROVED, by=by)
    ended = end_grant(grant=grant, side=Side.OPERATOR, reason=current.reason, by=by)
    rights_changed.send(sender=DelegatedAdminGrant, grant=ended)
    tell_rights_ended(ended)
    return current


@transaction.atomic
def refuse_end(*, asked: ForcedEnd, by: User) -> ForcedEnd:
    """Leave the rights as they are.

    Raises `ValidationError` (`decided_already`, `second_operator`), PermissionDenied.
    """
    grant = lock_grant(asked.grant)
    current = decide(asked, Status.REFUSED, by=by)
    record_about(grant, "grant.end_refused", side=Side.OPERATOR, by=by, forced_end=str(current.public_id))
    return current


def decide(asked: ForcedEnd, status: str, *, by: User) -> ForcedEnd:
    """The second operator's word."""
    check_operator(by)
    current = ForcedEnd.objects.select_for_update().get(pk=asked.pk)
    if current.status != Status.ASKED:
        raise ValidationError(_("This has been decided already."), code="decided_already")
    if current.asked_by_id == by.pk:
        raise ValidationError(_("A second operator has to decide this, not the one who asked."), code="second_operator")
    current.status, current.decided_at, current.decided_by = status, timezone.now(), by
    current.save(update_fields=["status", "decided_at", "decided_by"])
    return current


def check_operator(by: User) -> None:
    if role_of(by) != OperatorRole.ADMIN:
        raise PermissionDenied(_("Only an operator with the role of an admin can do this."))
