"""An operator decides about an end that a customer asked for and its partner did not bring about in time (§6).

One operator is enough: only publishing an agreement and ending rights by force take two (decisions §9), and here
the customer, who can take its rights back alone, has asked for the end.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.relationships.actions.asked import Status, lock_asked, log_asked, move_asked
from customers.relationships.actions.ending import end_relationship
from customers.relationships.mails.asked import Occasion, tell_asked
from customers.relationships.models import AskedEnd, ResellerRelationship
from customers.relationships.rules import check_decision, check_escalated
from partnercenter.accounts.models import User

OPERATOR = ResellerRelationship.EndedSide.OPERATOR


@transaction.atomic
def end_as_asked(*, asked: AskedEnd, reason: str, by: User) -> AskedEnd:
    """End the relationship, whatever stands in the way: what was sold stays as it is. Both sides read the reason.

    Raises `ValidationError` (`reason_missing`, `not_escalated`), PermissionDenied.
    """
    current = look_at(asked, reason, by=by)
    move_asked(current, Status.ENDED, closed_at=timezone.now(), closed_by=by, decision=reason)
    end_relationship(relationship=current.relationship, side=OPERATOR, reason=reason, by=by)
    return current


@transaction.atomic
def leave_as_it_is(*, asked: AskedEnd, reason: str, by: User) -> AskedEnd:
    """Leave the relationship as it is. Both sides read the reason; the customer may ask again.

    Raises `ValidationError` (`reason_missing`, `not_escalated`), PermissionDenied.
    """
    current = look_at(asked, reason, by=by)
    move_asked(current, Status.REFUSED, closed_at=timezone.now(), closed_by=by, decision=reason)
    log_asked("relationship.end_refused", current, side=OPERATOR, by=by)
    tell_asked(Occasion.REFUSED, current)
    return current


def look_at(asked: AskedEnd, reason: str, *, by: User) -> AskedEnd:
    """The row that lies with the operators, locked, for one of them who gives a reason."""
    if not by.is_staff:
        raise PermissionDenied(_("Only an operator can do this."))
    check_decision(reason)
    current = lock_asked(asked)
    check_escalated(current)
    return current
