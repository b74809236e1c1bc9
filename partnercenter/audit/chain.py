"""The chain of the log: the hash of a sealed row covers the row and the hash before it; no change stays unseen (D30).

Nothing here reads the database: an export is verified by the same functions as the table.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from partnercenter.audit.models import AuditEvent
from partnercenter.canonical.facts import spell

BEGINNING = bytes(32)  # what the first row follows


@dataclass(frozen=True)
class Head:
    """The last sealed row: whoever keeps it elsewhere can prove that nothing before it was rewritten."""

    sequence: int = 0
    hash: bytes = BEGINNING

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash.hex()}"


@dataclass(frozen=True)
class Link:
    """A sealed row, as the table or an export holds it."""

    sequence: int
    previous_hash: bytes
    hash: bytes
    facts: Mapping[str, Any]

    def follows(self, head: Head) -> bool:
        return self.sequence == head.sequence + 1 and secrets.compare_digest(self.previous_hash, head.hash)

    def is_intact(self) -> bool:
        """Whether the facts are those that were sealed."""
        return secrets.compare_digest(self.hash, hash_of(self.facts, Head(self.sequence - 1, self.previous_hash)))


@dataclass(frozen=True)
class Alteration:
    """What is wrong at a place of the chain, and with which event."""

    sequence: int
    event: str
    what: str

    def __str__(self) -> str:
        return f"row {self.sequence}, event {self.event}: {self.what}"


def facts_of(event: AuditEvent) -> dict[str, Any]:
    """Everything that a row says, in the one spelling that is hashed and exported."""
    return {
        "id": event.pk,
        "event": str(event.public_id),
        "happened_at": event.happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": event.action,
        "side": event.side,
        "actor": text(event.actor_id),
        "trace": text(event.trace_id),
        "trace_digest": bytes(event.trace_digest).hex() if event.trace_digest else None,
        "cloud": event.cloud_code,
        "partner": text(event.partner_id),
        "customer": text(event.customer_id),
        "object_type": event.object_type,
        "object": str(event.object_id),
        "details": event.details,
    }


def text(identifier: object) -> str | None:
    return str(identifier) if identifier else None


def hash_of(facts: Mapping[str, Any], head: Head) -> bytes:
    """SHA-256 over the hash before, the row's own number (eight bytes) and its facts."""
    return hashlib.sha256(head.hash + (head.sequence + 1).to_bytes(8, "big") + spell(facts)).digest()


def link_of(event: AuditEvent) -> Link:
    """The sealed row `event`."""
    return Link(event.sequence or 0, bytes(event.previous_hash or b""), bytes(event.hash or b""), facts_of(event))


def forge(events: Iterable[AuditEvent], head: Head) -> Iterator[Link]:
    """The links that `events` make behind `head`, in their order."""
    for event in events:
        facts = facts_of(event)
        link = Link(head.sequence + 1, head.hash, hash_of(facts, head), facts)
        yield link
        head = Head(link.sequence, link.hash)


def alterations(links: Iterable[Link], head: Head) -> Iterator[Alteration]:
    """Every row that is not what was sealed, or does not follow the one before it; `links` come in their order."""
    for link in links:
        name = str(link.facts["event"])
        if link.sequence > head.sequence + 1:
            yield Alteration(link.sequence, name, f"{link.sequence - head.sequence - 1} rows before it are missing")
        elif not link.follows(head):
            yield Alteration(link.sequence, name, "it does not follow the row before it")
        if not link.is_intact():
            yield Alteration(link.sequence, name, "it does not say what was sealed")
        head = Head(link.sequence, link.hash)
