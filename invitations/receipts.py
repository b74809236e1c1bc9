"""Receipts: the hash over everything that an answer proves (decisions §11)."""

import secrets
from datetime import UTC
from typing import Any

from invitations.models import Acceptance
from partnercenter.canonical.facts import fingerprint


def seal(answer: Acceptance) -> str:
    """The hash of an answer's evidence, in hexadecimal."""
    return fingerprint(evidence(answer))


def is_intact(answer: Acceptance) -> bool:
    """Whether the row still says what its receipt proves."""
    return secrets.compare_digest(seal(answer), answer.receipt_hash)


def evidence(answer: Acceptance) -> dict[str, Any]:
    """What the receipt proves; only ids of persons, so that it can be published and names erased."""
    return {
        "receipt": answer.receipt,
        "outcome": str(answer.outcome),
        "decided_at": answer.decided_at.astimezone(UTC).isoformat(),
        "decided_by": str(answer.decided_by.public_id) if answer.decided_by else None,
        "decided_as": str(answer.decided_as),
        "customer": str(answer.customer.public_id) if answer.customer else None,
        "language": answer.language,
        "terms": answer.terms,
    }
