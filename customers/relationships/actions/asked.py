"""What every step of an asked end begins and leaves with: the locks, the move, the event."""

from typing import Any

from django.utils import timezone

from customers.directory.models import Customer
from customers.relationships.models import AskedEnd, ResellerRelationship
from customers.relationships.rules import check_asked_move
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.pages.busy import wait_at_most

Status = AskedEnd.Status


def lock_asked(asked: AskedEnd) -> AskedEnd:
    """The row, locked behind its customer and read afresh. Call inside a transaction."""
    wait_at_most()
    Customer.objects.select_for_update(no_key=True).get(pk=asked.relationship.customer_id)
    return locked().get(pk=asked.pk)


def locked() -> Any:
    """Rows with both sides, locked alone."""
    rows = AskedEnd.objects.select_for_update(of=("self",))
    return rows.select_related(
        "relationship__partner", "relationship__provider", "relationship__customer__cloud", "asked_by"
    )


def move_asked(asked: AskedEnd, to: AskedEnd.Status, **facts: Any) -> AskedEnd:
    """One move of the table, with what belongs to it. Raises `ValidationError` (`asked_moved_on`)."""
    check_asked_move(asked, to)
    asked.status = to
    for name, value in facts.items():
        setattr(asked, name, value)
    asked.save(update_fields=["status", *facts])
    return asked


def close_asked(relationship: ResellerRelationship, *, by: User | None) -> None:
    """The relationship has ended, by whomever: a wish that still waited is fulfilled."""
    for asked in locked().filter(relationship=relationship, status__in=AskedEnd.OPEN):
        move_asked(asked, Status.ENDED, closed_at=timezone.now(), closed_by=by)


def log_asked(action: str, asked: AskedEnd, *, side: str, by: User | None, **details: Any) -> None:
    """The event of the pair; words that people wrote stay out of it (they may name persons)."""
    relationship = asked.relationship
    record(
        action,
        about=relationship,
        by=by,
        side=side,
        cloud_code=relationship.customer.cloud.code,
        partner_id=relationship.partner.public_id,
        customer_id=relationship.customer.public_id,
        details={"asked_end": str(asked.public_id), **details},
    )
