"""Receipts of accepted agreements: the hash over everything that the evidence proves (decisions §11)."""

import secrets
from datetime import UTC, datetime
from typing import Any

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.directory.models import Customer
from partnercenter.canonical.facts import fingerprint
from partnercenter.links.numbers import new_number
from partnercenter.partners.models import Partner


def sealed(acceptance: AgreementAcceptance, at: datetime) -> AgreementAcceptance:
    """The new row with its moment, the names of its sides, its number and its hash; saved by the caller."""
    acceptance.accepted_at = at
    acceptance.sha256 = acceptance.text.text_hash()
    acceptance.parties = name_parties(acceptance.customer, acceptance.partner)
    acceptance.receipt = new_number("G", at.year)
    acceptance.receipt_hash = seal(acceptance)
    return acceptance


def seal(acceptance: AgreementAcceptance) -> str:
    """The hash of the evidence, in hexadecimal."""
    return fingerprint(evidence(acceptance))


def is_intact(acceptance: AgreementAcceptance) -> bool:
    """Whether row and text still say what the receipt proves."""
    is_same_text = acceptance.text.text_hash() == acceptance.sha256
    return is_same_text and secrets.compare_digest(seal(acceptance), acceptance.receipt_hash)


def evidence(acceptance: AgreementAcceptance) -> dict[str, Any]:
    """What the receipt proves; only ids of persons, so that it can be published and names erased."""
    accepted_by, attested_by = acceptance.accepted_by, acceptance.attested_by
    return {
        "receipt": acceptance.receipt,
        "method": str(acceptance.method),
        "accepted_at": acceptance.accepted_at.astimezone(UTC).isoformat(),
        "accepted_by": str(accepted_by.public_id) if accepted_by else None,
        "attested_by": str(attested_by.public_id) if attested_by else None,
        "attested_on": acceptance.attested_on.isoformat() if acceptance.attested_on else None,
        "contact": bytes(acceptance.contact_digest).hex() if acceptance.contact_digest else None,
        "parties": acceptance.parties,
        "agreement": name_text(acceptance.text) | {"sha256": acceptance.sha256},
    }


def name_text(text: AgreementText) -> dict[str, Any]:
    """Which text, in which language, for which market."""
    market = text.market_group
    return {
        "cloud": text.cloud.code,
        "market": market.code if market else None,
        "version": text.version,
        "language": text.language,
        "title": text.title,
    }


def name_parties(customer: Customer, partner: Partner | None) -> dict[str, Any]:
    """The organisations as they are called now: names change later, a receipt does not."""
    tenant = str(customer.tenant_id)
    return {
        "customer": {"id": str(customer.public_id), "name": customer.name, "tenant": tenant},
        "partner": {"id": str(partner.public_id), "legal_name": partner.legal_name} if partner else None,
    }
