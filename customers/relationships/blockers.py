"""What keeps a relationship from ending (R-80, K40): what was sold under it and still lives.

What was sold lies on a floor above: that floor registers its question with `blocks_end`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from customers.relationships.models import ResellerRelationship


@dataclass(frozen=True)
class Blocker:
    """Something sold that has to end first; of what `may_be_suspended`, suspending is enough."""

    public_id: UUID
    name: str
    kind: str | Promise
    may_be_suspended: bool
    ends_at: datetime | None = None  # of what is cancelled and lives on until then


Question = Callable[[ResellerRelationship], Iterable[Blocker]]
_blocking: list[Question] = []


def blocks_end(question: Question) -> Question:
    """Register what may stand in the way of a relationship's end."""
    _blocking.append(question)
    return question


def blockers_of(relationship: ResellerRelationship) -> list[Blocker]:
    """What stands in the way now, by kind and name; read afresh at every call."""
    return [blocker for question in _blocking for blocker in question(relationship)]
