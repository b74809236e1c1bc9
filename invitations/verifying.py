"""Whether a receipt says what is stored, for anybody who holds its number and its checksum (decisions §11).

Without the right checksum nothing is told: not even whether the number exists.
"""

import logging
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from customers.agreements import receipts as agreement_receipts
from customers.agreements.models import AgreementAcceptance
from customers.agreements.queries import with_sides
from invitations import receipts as answer_receipts
from invitations.given import given_by
from invitations.models import Acceptance
from partnercenter.clouds.models import CloudRegion

logger = logging.getLogger(__name__)
NUMBER = re.compile(r"[AG]-\d{4}-[0-9A-HJKMNP-TV-Z]{8}")
CHECKSUM = re.compile(r"[0-9a-f]{64}")
AS_READ = str.maketrans("OIL", "011")  # Crockford: signs that look like another one stand for it


class Verdict(StrEnum):
    """What comes of it; a number that is unknown and one with another checksum look alike."""

    MATCH = "match"
    ALTERED = "altered"
    NO_MATCH = "no_match"


@dataclass(frozen=True)
class Proof:
    """What a matching receipt proves: organisations as they were called, no persons."""

    number: str
    at: datetime
    customer: str
    partner: str
    agreement: dict[str, Any] | None
    is_answer: bool
    method: str = ""  # of an agreement: online, attested
    outcome: str = ""  # of an answer: accepted, declined
    rights: str = ""


def read_number(typed: str) -> str:
    """The canonical form of a receipt's number; empty where it can be none."""
    letter, dash, rest = re.sub(r"\s", "", typed).upper().partition("-")
    number = f"{letter}{dash}{rest.translate(AS_READ)}"
    return number if NUMBER.fullmatch(number) else ""


def read_checksum(typed: str) -> str:
    """The canonical form of a checksum; empty where it can be none."""
    checksum = re.sub(r"\s", "", typed).lower()
    return checksum if CHECKSUM.fullmatch(checksum) else ""


def verify(number: str, checksum: str, cloud: CloudRegion | None) -> tuple[Verdict, Proof | None]:
    """The verdict, and what the receipt proves where it matches. `cloud` narrows to its own receipts.

    The hash is computed again from the rows. A checksum that only the row, or only the hash of what the row says now,
    still has was right once: the row was altered.
    """
    found: Acceptance | AgreementAcceptance | None = find_answer(number) or find_accepted(number)
    if found is None or (cloud and cloud_of(found) != cloud):
        return Verdict.NO_MATCH, None
    stored, now, is_intact = seals_of(found)
    if not any(secrets.compare_digest(checksum, seal) for seal in (stored, now)):
        return Verdict.NO_MATCH, None
    if not is_intact:
        logger.error("The receipt %s does not match its row.", number)
        return Verdict.ALTERED, None
    return Verdict.MATCH, prove(found)


def find_answer(number: str) -> Acceptance | None:
    related = ("invitation__cloud", "customer", "decided_by")
    return Acceptance.objects.select_related(*related).filter(receipt=number).first()


def find_accepted(number: str) -> AgreementAcceptance | None:
    return with_sides(AgreementAcceptance.objects.filter(receipt=number)).first()


def cloud_of(found: Acceptance | AgreementAcceptance) -> CloudRegion:
    return found.invitation.cloud if isinstance(found, Acceptance) else found.text.cloud


def seals_of(found: Acceptance | AgreementAcceptance) -> tuple[str, str, bool]:
    """The hash that the row keeps, the hash of what it says now, and whether all is as it was."""
    if isinstance(found, Acceptance):
        return found.receipt_hash, answer_receipts.seal(found), answer_receipts.is_intact(found)
    return found.receipt_hash, agreement_receipts.seal(found), agreement_receipts.is_intact(found)


def prove(found: Acceptance | AgreementAcceptance) -> Proof:
    return prove_answer(found) if isinstance(found, Acceptance) else prove_agreement(found)


def prove_answer(answer: Acceptance) -> Proof:
    """What the terms say, word for word as they were shown."""
    terms = answer.terms
    return Proof(
        number=answer.receipt,
        at=answer.decided_at,
        customer=(terms.get("customer") or {}).get("name", ""),
        partner=(terms.get("partner") or {}).get("legal_name", ""),
        agreement=terms.get("agreement"),
        is_answer=True,
        outcome=answer.outcome,
        rights=given_by(answer).rights if answer.outcome == Acceptance.Outcome.ACCEPTED else terms.get("rights", ""),
    )


def prove_agreement(accepted: AgreementAcceptance) -> Proof:
    return Proof(
        number=accepted.receipt,
        at=accepted.accepted_at,
        customer=accepted.parties["customer"]["name"],
        partner=(accepted.parties["partner"] or {}).get("legal_name", ""),
        agreement=agreement_receipts.evidence(accepted)["agreement"],
        is_answer=False,
        method=accepted.method,
    )
